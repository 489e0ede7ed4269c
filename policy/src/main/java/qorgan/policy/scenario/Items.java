package qorgan.policy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The items of a list of scenarios, cut apart by their indentation: for a file of which one item
/// is no YAML, so that the others can still be read.
final class Items {
    private static final Pattern FIRST = Pattern.compile("^( *)- (id|scenario): *(.*)$");

    private Items() {}

    /// One item with as many empty lines before it as there are lines before it in the file, so
    /// that a complaint names the right line.
    record Item(String id, String text) {}

    static List<Item> of(String text) {
        var items = new ArrayList<Item>();
        var indentation = -1;
        var begun = -1;
        var id = "";
        var lines = text.lines().toList();
        for (var i = 0; i <= lines.size(); i++) {
            var first = FIRST.matcher(i < lines.size() ? lines.get(i) : "");
            var starts =
                    first.matches() && (indentation < 0 || first.group(1).length() == indentation);
            if ((starts || i == lines.size()) && begun >= 0) {
                items.add(
                        new Item(
                                id,
                                "\n".repeat(begun)
                                        + String.join("\n", lines.subList(begun, i))
                                        + "\n"));
            }
            if (starts) {
                indentation = first.group(1).length();
                begun = i;
                id = first.group(3).strip().replaceAll("^['\"]|['\"]$", "");
            }
        }
        return items;
    }
}
