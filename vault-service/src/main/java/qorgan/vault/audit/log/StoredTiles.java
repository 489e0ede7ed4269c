package qorgan.vault.audit.log;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.tiles.Tile;
import qorgan.ledger.tiles.TileSource;

/// The tiles of the log as readers see them. Full tiles are rows; an unfinished tile is put
/// together from what it covers: leaf hashes, the roots of full tiles one level down, or single
/// entries.
@Component
public class StoredTiles implements TileSource {
    private final JdbcTemplate jdbc;

    StoredTiles(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Tile.parse(path).flatMap(this::tile);
    }

    @Override
    public Optional<byte[]> tile(Tile tile) {
        return tile.isPartial() ? unfinished(tile) : full(tile);
    }

    private Optional<byte[]> full(Tile tile) {
        return bytes(
                        "select bytes from audit_tile where level = ? and number = ?",
                        tile.level(),
                        tile.index())
                .stream()
                .findFirst();
    }

    private Optional<byte[]> unfinished(Tile tile) {
        var parts =
                switch (tile.level()) {
                    case Tile.ENTRIES -> entries(tile);
                    case 0 -> leafHashes(tile);
                    default -> roots(tile);
                };
        if (parts.size() != tile.width()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream(tile.width() * Hash.SIZE);
        for (var part : parts) {
            if (tile.level() == Tile.ENTRIES) {
                bytes.write(part.length >> 8);
                bytes.write(part.length);
            }
            bytes.writeBytes(part);
        }
        return Optional.of(bytes.toByteArray());
    }

    private List<byte[]> entries(Tile tile) {
        return bytes(
                """
                select coalesce(p.padding, l.leaf) from audit_position p left join audit_leaf l using (leaf_id)
                where p.log_index >= ? and p.log_index < ? order by p.log_index
                """,
                first(tile),
                first(tile) + tile.width());
    }

    private List<byte[]> leafHashes(Tile tile) {
        return bytes(
                "select leaf_hash from audit_position where log_index >= ? and log_index < ? order by log_index",
                first(tile),
                first(tile) + tile.width());
    }

    private List<byte[]> roots(Tile tile) {
        return bytes(
                "select root from audit_tile where level = ? and number >= ? and number < ? order by number",
                tile.level() - 1,
                first(tile),
                first(tile) + tile.width());
    }

    private List<byte[]> bytes(String sql, Object... arguments) {
        return jdbc.query(sql, (row, _) -> row.getBytes(1), arguments);
    }

    private static long first(Tile tile) {
        return tile.index() * Tile.WIDTH;
    }
}
