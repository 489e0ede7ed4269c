package qorgan.benchmarks.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Norm;
import qorgan.policy.pack.Pack;

/// One pack of the law, handed to other engines: what each field's norms say, with every exception
/// written out.
final class PeerPack {
    private PeerPack() {}

    /// The compiled norms, by group and field, for these fields of the catalogue.
    static Map<String, Map<String, List<Norm>>> planes(Pack pack, Collection<String> asked) {
        var groups = new LinkedHashMap<String, Map<String, List<Norm>>>();
        pack.law()
                .terms()
                .groups()
                .forEach(
                        (group, fields) -> {
                            var planes = new LinkedHashMap<String, List<Norm>>();
                            fields.stream()
                                    .filter(asked::contains)
                                    .forEach(field -> planes.put(field, pack.plane(field).norms()));
                            groups.put(group, planes);
                        });
        return groups;
    }

    static XacmlPeer xacml(Pack pack, Collection<String> asked) {
        var names = pack.law().vocabulary();
        var written =
                new Xacml(
                        names::name,
                        norm -> norm.effect() == Effect.DENY ? pack.groundOf(norm) : "",
                        pack.inForce());
        return XacmlPeer.over(written.policies(planes(pack, asked)), names::name);
    }

    /// Every fact that these norms or their exceptions mention: what a caller has to say.
    static Set<Integer> mentioned(List<Norm> norms) {
        var facts = new TreeSet<Integer>();
        norms.forEach(norm -> mention(norm.condition(), norm.exemptions(), facts));
        return facts;
    }

    private static void mention(
            Condition condition, List<Exemption> exemptions, Set<Integer> facts) {
        condition.facts(facts::add);
        exemptions.forEach(
                exemption -> mention(exemption.condition(), exemption.exemptions(), facts));
    }
}
