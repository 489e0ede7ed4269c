package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.subject.DecoyPersons;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Stated;

class ReportsTest extends ServiceTest {
    private static final YearMonth MONTH = YearMonth.of(2018, 6);

    @Autowired Reports reports;
    @Autowired AccessLog accessLog;
    @Autowired DecoyPersons decoyPersons;

    @Test
    void a_small_number_is_not_told_nor_left_to_be_subtracted() {
        var told = section(line("A", 90), line("B", 2), line("C", 7), line("D", 0)).suppressed();
        assertThat(told.lines())
                .extracting(Report.Line::count)
                .containsExactly(90L, null, null, 0L);
        assertThat(section(line("A", 9), line("B", 12)).suppressed().lines())
                .extracting(Report.Line::count)
                .containsExactly(9L, 12L);
        assertThat(section(line("A", 1), line("B", 2), line("C", 40)).suppressed().lines())
                .extracting(Report.Line::count)
                .containsExactly(null, null, 40L);
    }

    @Test
    void a_month_is_told_in_three_languages_as_paper_and_as_table() throws IOException {
        clock.moveTo(Instant.parse("2018-06-11T06:00:00Z"));
        for (var look = 0; look < 12; look++) {
            look(EntryKind.CUSTODY, SubjectId.random());
            clock.advance(Duration.ofHours(1));
        }
        look(EntryKind.CONTACT, SubjectId.random());
        decoyTouched();
        var dpo = cast.dpoOfPolice();
        var report = Acting.as(dpo, () -> reports.of(dpo, MONTH));
        var csv = new String(reports.csv(report), StandardCharsets.UTF_8);
        assertThat(csv)
                .contains("looks,CUSTODY,<5", "looks,CONTACT,<5")
                .contains("days,2018-06-11,10")
                .doesNotContain("DECOY", cast.intake().id().toString());
        for (var language : List.of("en", "ru", "kk")) {
            var pdf = reports.pdf(report, Locale.of(language));
            var keep = System.getProperty("qorgan.report");
            if (keep != null) {
                Files.write(Path.of(keep + "." + language + ".pdf"), pdf);
            }
            try (var read = Loader.loadPDF(pdf)) {
                assertThat(read.getDocumentCatalog().getLanguage()).isEqualTo(language);
                assertThat(read.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
                assertThat(read.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
                var text = new PDFTextStripper().getText(read);
                assertThat(text)
                        .contains("2018", "2018-06-11")
                        .contains(
                                Map.of(
                                                "en", "Work on the register",
                                                "ru", "Работа с реестром",
                                                "kk", "Тізіліммен жұмыс")
                                        .get(language));
            }
        }
    }

    @Test
    void nobody_but_a_desk_has_one() {
        assertThatThrownBy(
                        () ->
                                Acting.as(
                                        cast.intake(),
                                        () -> {
                                            var unused = reports.of(cast.intake(), MONTH);
                                        }))
                .isInstanceOf(Forbidden.class);
    }

    private void decoyTouched() {
        var oversight = cast.ombudsman();
        var decoy =
                Acting.as(
                                oversight,
                                () ->
                                        decoyPersons.plant(
                                                oversight,
                                                new NewSubject(
                                                        null,
                                                        List.of(PersonName.of("Есеп", "Жоқ", null)),
                                                        Stated.of(LocalDate.of(1970, 1, 1)),
                                                        Map.of()),
                                                Cast.POLICE_ALMATY.id()))
                        .orElseThrow();
        for (var look = 0; look < 20; look++) {
            look(EntryKind.STATUTORY, decoy);
        }
        var dpo = cast.dpoOfPolice();
        assertThat(
                        new String(
                                reports.csv(Acting.as(dpo, () -> reports.of(dpo, MONTH))),
                                StandardCharsets.UTF_8))
                .doesNotContain("looks,STATUTORY");
    }

    private void look(EntryKind kind, SubjectId about) {
        var intake = cast.intake();
        Acting.as(
                intake,
                () -> {
                    var unused =
                            accessLog.open(
                                    intake,
                                    new Access(
                                            kind,
                                            Set.of(about),
                                            Set.of(new Field("W.whereabouts")),
                                            "test",
                                            List.of("kz-test"),
                                            new byte[0],
                                            new byte[0],
                                            null,
                                            null));
                });
    }

    private static Report.Section section(Report.Line... lines) {
        return new Report.Section("looks", "kind.", List.of(lines));
    }

    private static Report.Line line(String code, long count) {
        return new Report.Line(code, count);
    }
}
