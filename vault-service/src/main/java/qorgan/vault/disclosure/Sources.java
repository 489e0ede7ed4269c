package qorgan.vault.disclosure;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import qorgan.keys.Field;
import qorgan.vault.request.Language;
import qorgan.vault.subject.SealedValue;

/// From where a value comes, in the reader's words.
@Component
class Sources {

    private final Words words;

    Sources(Words words) {
        this.words = words;
    }

    /// The opened values as lines of an answer, each with when and where it was recorded.
    List<Released> lines(
            Openings.Opened opened, Map<Field, SealedValue> group, Ruled ruled, Language language) {
        return opened.values().entrySet().stream()
                .map(
                        value -> {
                            var sealed = group.get(value.getKey());
                            if (sealed == null) {
                                throw new IllegalStateException("opened more than was asked");
                            }
                            return new Released(
                                    value.getKey(),
                                    value.getValue(),
                                    sealed.recordedAt(),
                                    of(value.getKey(), language),
                                    ruled.citations().getOrDefault(value.getKey(), List.of()));
                        })
                .toList();
    }

    String of(Field field, Language language) {
        return words.of(
                language,
                switch (field.keyClass()) {
                    case P -> "source.case";
                    case D, S -> "source.person";
                    case W, R, M, L, Q, A -> "source.register";
                });
    }
}
