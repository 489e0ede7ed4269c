package qorgan.policy.pack;

/// The law as written cannot be loaded. The message names file and line.
public final class PackFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    PackFault(String file, int line, String what) {
        super(file + ":" + line + ": " + what);
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }
}
