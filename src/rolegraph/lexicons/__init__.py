"""Word lists as data: one folder a language, one file a topic; and the few functions that look things up in them."""
