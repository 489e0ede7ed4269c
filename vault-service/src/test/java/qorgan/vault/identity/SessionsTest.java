package qorgan.vault.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import qorgan.vault.ServiceTest;

/// A session outlives the instance that began it, and says nothing to whoever reads the database.
class SessionsTest extends ServiceTest {
    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final String MARK = "marked-9417-investigator";

    @Autowired private JdbcClient sql;
    private SealedSessions sessions;

    @BeforeEach
    void begun() {
        sessions = anInstance();
    }

    private SealedSessions anInstance() {
        return new SealedSessions(sql, clock, LENGTH);
    }

    private String signedIn() {
        var session = sessions.createSession();
        session.setAttribute("who", MARK);
        sessions.save(session);
        return session.getId();
    }

    @Test
    void another_instance_goes_on_where_the_person_was() {
        var found = anInstance().findById(signedIn());
        assertThat(Objects.requireNonNull(found).<String>getAttribute("who")).isEqualTo(MARK);
    }

    @Test
    void the_table_tells_neither_who_nor_how_to_become_them() {
        var id = signedIn();
        assertThat(rows()).isNotEmpty().noneMatch(row -> row.contains(MARK) || row.contains(id));
    }

    @Test
    void it_ends_half_an_hour_after_its_last_use() {
        var id = signedIn();
        clock.advance(Duration.ofMinutes(20));
        sessions.save(Objects.requireNonNull(sessions.findById(id)));
        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.findById(id)).isNotNull();
        clock.advance(Duration.ofMinutes(31));
        assertThat(sessions.findById(id)).isNull();
        signedIn();
        assertThat(rows()).as("what has ended goes with the next sign-in").hasSize(1);
    }

    @Test
    void signing_out_leaves_nothing() {
        var id = signedIn();
        sessions.deleteById(id);
        assertThat(sessions.findById(id)).isNull();
    }

    @Test
    void a_new_identifier_ends_the_old_one() {
        var id = signedIn();
        var session = Objects.requireNonNull(sessions.findById(id));
        var fresh = session.changeSessionId();
        sessions.save(session);
        assertThat(sessions.findById(id)).isNull();
        var found = Objects.requireNonNull(sessions.findById(fresh));
        assertThat(found.<String>getAttribute("who")).isEqualTo(MARK);
    }

    @Test
    void a_changed_byte_or_a_guess_opens_nothing() {
        var id = signedIn();
        assertThat(sessions.findById(id.substring(1) + "A")).isNull();
        sql.sql(
                        "update identity_session set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)")
                .update();
        assertThat(sessions.findById(id)).isNull();
    }

    @Test
    void a_use_is_written_down_once_a_minute() {
        var id = signedIn();
        var before = ends();
        clock.advance(Duration.ofSeconds(30));
        sessions.save(Objects.requireNonNull(sessions.findById(id)));
        assertThat(ends()).isEqualTo(before);
        clock.advance(Duration.ofSeconds(31));
        sessions.save(Objects.requireNonNull(sessions.findById(id)));
        assertThat(ends()).isNotEqualTo(before);
    }

    private String ends() {
        return sql.sql("select max(ends_at)::text from identity_session")
                .query(String.class)
                .single();
    }

    private java.util.List<String> rows() {
        return sql.sql("select sealed from identity_session").query(byte[].class).list().stream()
                .map(row -> new String(row, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
