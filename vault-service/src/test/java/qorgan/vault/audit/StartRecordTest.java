package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;

class StartRecordTest extends ServiceTest {
    @Autowired StartRecord start;
    @Autowired Leaves leaves;
    @Autowired Entries entries;
    @Autowired JdbcTemplate jdbc;

    @Test
    void a_start_is_an_entry_with_the_digests_of_what_started() {
        var entry = start.record();
        var leaf = leaves.find(LeafKind.ACCESS, entry.value(), 0).orElseThrow();
        assertThat(leaf.content())
                .contains("\"rowKind\":\"CONFIGURATION\"")
                .contains("\"packs\":\"" + start.digests().get("packs") + "\"");
        assertThat(start.digests())
                .containsOnlyKeys(
                        "instance",
                        "version",
                        "java",
                        "service",
                        "configuration",
                        "anchors",
                        "packs",
                        "log");
        assertThat(start.digests().get("configuration")).matches("[0-9a-f]{64}");
    }

    @Test
    void the_service_that_runs_here_has_told_of_its_own_start() {
        var told =
                Acting.as(
                        cast.dpoOfPolice(),
                        () ->
                                jdbc.queryForObject(
                                        "select count(*) from audit_leaf where kind = 'ACCESS'"
                                                + " and content like '%\"rowKind\":\"CONFIGURATION\"%'",
                                        Long.class));
        assertThat(told).isPositive();
    }

    @Test
    void every_setting_of_ours_is_in_it_and_of_a_secret_its_name_alone() {
        var configuration = start.configuration();
        assertThat(configuration)
                .contains("qorgan.log.calm-beats=0\n")
                .contains("qorgan.officials.client-secret=\n")
                .contains("spring.datasource.password=\n")
                .doesNotContain("drawn-for-tests");
    }
}
