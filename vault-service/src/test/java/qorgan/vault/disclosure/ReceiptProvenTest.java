package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.keys.sign.HybridVerifier;
import qorgan.ledger.json.Json;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Language;
import qorgan.vault.request.Seals;

/// Step 8 of the way of a request: the relative holds a signed receipt, as a file and on paper,
/// from one source.
class ReceiptProvenTest extends DisclosureTest {

    @Autowired Seals seals;
    @Autowired Words words;

    @Test
    void the_receipt_verifies_offline_and_says_what_was_read() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var answer = given(proven(Enquiries.about(iin)));

        var file = Json.parseObject(answer.receipt().json());
        var keys = seals.publicKeys().stream().map(HybridPublicKey::ofText).toList();
        var verdict =
                HybridVerifier.trusting(keys)
                        .verify("receipt", file.members("envelope").canonicalBytes());

        assertThat(verdict).isInstanceOf(HybridVerifier.Verdict.Valid.class);
        var statement =
                new String(
                        ((HybridVerifier.Verdict.Valid) verdict).statement(),
                        StandardCharsets.UTF_8);
        assertThat(answer.released())
                .allSatisfy(line -> assertThat(statement).contains(line.field().code()));
        assertThat(file.items("proofs")).hasSize(1);
        assertThat(file.items("keys"))
                .containsExactly(new Json.Text(seals.publicKeys().getFirst()));
    }

    @Test
    void paper_carries_every_letter_in_the_readers_language() throws Exception {
        var iin = CustodyCast.iin();
        arrested(iin);
        var slip = proven(Enquiries.about(iin));
        var answer =
                (Answer.Given)
                        acting(aigul, () -> answers.read(aigul, slip.request(), Language.KK));

        try (var document = Loader.loadPDF(answer.receipt().pdf())) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text).contains(words.of(Language.KK, "receipt.title"));
            assertThat(text).contains(words.field(Language.KK, "W.whereabouts"));
        }
    }

    @Test
    void the_three_languages_know_the_same_words() {
        assertThat(words.keys(Language.RU)).isEqualTo(words.keys(Language.KK));
        assertThat(words.keys(Language.EN)).isEqualTo(words.keys(Language.KK));
    }
}
