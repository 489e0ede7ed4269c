package qorgan.vault.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import qorgan.keys.sign.CanonicalJson;
import qorgan.policy.Decision;

/// A decision as it is kept: its outcome and the law that gave it. No value of the person is in it.
final class DecisionText {

    private DecisionText() {}

    static String of(Decision decision) {
        var text = new TreeMap<String, Object>();
        var withheld = new TreeMap<String, Object>();
        decision.withheld().forEach((field, ground) -> withheld.put(field, ground.code()));
        text.put("result", decision.result().name().toLowerCase(java.util.Locale.ROOT));
        text.put("at", decision.consulted().at().toString());
        text.put("pack", decision.packDigest());
        text.put("released", List.copyOf(decision.released()));
        text.put("withheld", withheld);
        text.put("applied", new ArrayList<>(decision.appliedNorms()));
        text.put("defeated", new ArrayList<>(decision.defeatedNorms()));
        text.put("obligations", new ArrayList<>(decision.obligations()));
        return new String(CanonicalJson.of(text), java.nio.charset.StandardCharsets.UTF_8);
    }
}
