//! Listening: a reply's text becomes acts, with the words that prove them.
