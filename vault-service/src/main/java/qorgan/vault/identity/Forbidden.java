package qorgan.vault.identity;

/// This actor may not attempt this act at all. Says nothing about any person.
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String permission;

    public Forbidden(String permission) {
        super("not permitted: " + permission);
        this.permission = permission;
    }

    public String permission() {
        return permission;
    }
}
