package qorgan.policy.pack;

import java.util.List;

/// Where a norm comes from. `report` counts paragraphs of the report that the first rules were
/// drawn from.
public record Citation(String act, String article, List<Integer> report) {
    public Citation {
        report = List.copyOf(report);
    }

    @Override
    public String toString() {
        return act + ", " + article;
    }
}
