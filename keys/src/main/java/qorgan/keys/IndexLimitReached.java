package qorgan.keys;

/// More blind indexes were asked for in this minute than anybody needs who isn't trying them all.
public final class IndexLimitReached extends RuntimeException {
    public IndexLimitReached() {
        super("too many blind indexes in this minute");
    }
}
