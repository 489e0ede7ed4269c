package qorgan.vault.portal;

/// One entry of a list on a form: the code that is sent, the words that are read.
record Choice(String code, String text) {}
