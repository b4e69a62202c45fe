"""The interactive shell: statements in, one after another, answers out; what it asks is behind one small interface.

lines --statements--> statements --session--> answers
                         |           +--commands: those that begin with a dot
                         +--completion <-- terms
prompting: the terminal, by prompt_toolkit; history: what was typed before
"""
