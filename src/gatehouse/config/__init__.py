"""Assembly: settings, the address root and the command line. Nothing imports this room."""
