"""The census workbooks as seven reporters send them, in five layouts, with the errors that people make."""
