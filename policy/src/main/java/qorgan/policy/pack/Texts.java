package qorgan.policy.pack;

import java.util.LinkedHashMap;
import java.util.Map;

/// The words in which decisions are told.
///
/// @param grounds labels of inner and outward grounds
/// @param outward the outward ground of each inner one
/// @param templates what kind of answer it is
/// @param obligations what follows from it
/// @param phrases the sentences that explanations are made of
public record Texts(
        Map<String, Wording> grounds,
        Map<String, String> outward,
        Map<String, Wording> templates,
        Map<String, Wording> obligations,
        Map<String, Wording> fields,
        Map<String, Wording> phrases) {
    static Texts read(Source texts, Source grounds) {
        return new Texts(
                LawReader.grounds(grounds),
                LawReader.outward(grounds),
                wordings(texts, "templates"),
                wordings(texts, "obligations"),
                wordings(texts, "fields"),
                wordings(texts, "phrases"));
    }

    private static Map<String, Wording> wordings(Source texts, String section) {
        var wordings = new LinkedHashMap<String, Wording>();
        texts.member(section).map().forEach((code, said) -> wordings.put(code, Wording.of(said)));
        return wordings;
    }

    /// The ground that may be told outside.
    public String outward(String inner) {
        return outward.getOrDefault(inner, inner);
    }
}
