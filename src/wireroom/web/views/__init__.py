"""What the desk shows: values made from the store, the same for pages and for the API; nothing here knows a form of output."""
