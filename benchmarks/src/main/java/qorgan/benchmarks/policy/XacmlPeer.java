package qorgan.benchmarks.policy;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.PolicySet;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.BooleanValue;
import org.ow2.authzforce.core.pdp.api.value.DateTimeValue;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;
import org.ow2.authzforce.core.xmlns.pdp.Pdp;
import org.ow2.authzforce.core.xmlns.pdp.StaticPolicyProvider;
import org.ow2.authzforce.core.xmlns.pdp.TopLevelPolicyElementRef;
import org.ow2.authzforce.xacml.Xacml3JaxbHelper;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;

/// AuthzForce Core PDP over policies that [Xacml] wrote. Names and values of attributes are made
/// once; a request is made of them for each question.
final class XacmlPeer {
    private static final AttributeBag<BooleanValue> TRUE =
            Bags.singletonAttributeBag(StandardDatatypes.BOOLEAN, BooleanValue.TRUE);
    private static final AttributeBag<BooleanValue> FALSE =
            Bags.singletonAttributeBag(StandardDatatypes.BOOLEAN, BooleanValue.FALSE);

    private final BasePdpEngine engine;
    private final IntFunction<String> factNames;
    private final AttributeFqn group = name(Xacml.GROUP);
    private final AttributeFqn field = name(Xacml.FIELD);
    private final AttributeFqn at = name(Xacml.AT);
    private final Map<Integer, AttributeFqn> facts = new HashMap<>();
    private final Map<String, AttributeBag<StringValue>> texts = new HashMap<>();

    private XacmlPeer(BasePdpEngine engine, IntFunction<String> factNames) {
        this.engine = engine;
        this.factNames = factNames;
    }

    /// Loads policies: the standard's own XML, over a PDP of default settings.
    static XacmlPeer over(String policies, IntFunction<String> factNames) {
        try {
            var root =
                    (PolicySet)
                            Xacml3JaxbHelper.createXacml3Unmarshaller()
                                    .unmarshal(new StringReader(policies));
            var settings =
                    new Pdp(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(new StaticPolicyProvider(List.of(root), false)),
                            new TopLevelPolicyElementRef("root", null, true),
                            null,
                            List.of(),
                            "8.0",
                            true,
                            true,
                            true,
                            false,
                            false,
                            false,
                            null,
                            null,
                            null,
                            null);
            // Standard types, functions and combinations; no XPath, no attribute finders.
            // No setting holds a placeholder that would have to be replaced.
            var engine = new BasePdpEngine(new PdpEngineConfiguration(settings, text -> text));
            return new XacmlPeer(engine, factNames);
        } catch (JAXBException notXacml) {
            throw new IllegalArgumentException("not a policy set", notXacml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static AttributeFqn name(String attribute) {
        return AttributeFqns.newInstance(Xacml.CATEGORY, Optional.empty(), attribute);
    }

    /// A request about one plane that holds these facts, as far as they are known.
    ///
    /// @param explained whether the answer names the policies that applied
    DecisionRequest request(
            String ofGroup,
            String ofField,
            Instant instant,
            Set<Integer> mentioned,
            Truths truths,
            boolean explained) {
        var request = engine.newRequestBuilder(1, mentioned.size() + 3);
        request.putNamedAttributeIfAbsent(group, text(ofGroup));
        request.putNamedAttributeIfAbsent(field, text(ofField));
        request.putNamedAttributeIfAbsent(
                at,
                Bags.singletonAttributeBag(
                        StandardDatatypes.DATETIME, new DateTimeValue(instant.toString())));
        for (var fact : mentioned) {
            var truth = truths.of(fact);
            if (truth != Truth.UNKNOWN) {
                request.putNamedAttributeIfAbsent(
                        facts.computeIfAbsent(
                                fact, known -> name("fact:" + factNames.apply(known))),
                        truth == Truth.TRUE ? TRUE : FALSE);
            }
        }
        return request.build(explained);
    }

    private AttributeBag<StringValue> text(String value) {
        return texts.computeIfAbsent(
                value,
                known ->
                        Bags.singletonAttributeBag(
                                StandardDatatypes.STRING, new StringValue(known)));
    }

    DecisionResult decide(DecisionRequest request) {
        return engine.evaluate(request);
    }

    /// The norms that an answer names.
    static List<String> norms(DecisionResult result) {
        return result.getPepActions().stream().map(action -> action.getId()).toList();
    }

    /// The grounds that an answer names.
    static List<String> grounds(DecisionResult result) {
        return result.getPepActions().stream()
                .flatMap(action -> action.getAttributeAssignments().stream())
                .map(assigned -> ((StringValue) assigned.getValue()).getUnderlyingValue())
                .toList();
    }
}
