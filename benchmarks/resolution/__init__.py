"""How right resolution is: held against links that the pages themselves make, and against labelled pairs."""
