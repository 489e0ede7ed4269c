package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// What a browser shows of a slip: its number, its secret, its promise, and all the rest of the
/// page.
record Slip(List<String> codes, String promise, String rest) {
    /// The whole page but for what may differ: the two codes, the promise that names the number,
    /// the minute, and what guards each form.
    private static final String REST =
            """
            () => {
                const page = document.documentElement.cloneNode(true);
                page.querySelectorAll('.slip code, pre').forEach(part => part.textContent = '');
                page.querySelectorAll('time').forEach(part => part.outerHTML = '');
                page.querySelectorAll('input[type=hidden]').forEach(part => part.outerHTML = '');
                return page.outerHTML;
            }
            """;

    static Slip of(Browsing.Window asker) {
        return new Slip(
                asker.page.locator(".slip code").allInnerTexts(),
                asker.page.locator("details pre").textContent(),
                (String) asker.page.evaluate(REST));
    }

    void differsInNothingButNumberAndSecretFrom(Slip other) {
        assertThat(other.rest).isEqualTo(rest);
        assertThat(other.codes).hasSameSizeAs(codes).doesNotContainAnyElementsOf(codes);
        for (int at = 0; at < codes.size(); at++) {
            assertThat(other.codes.get(at)).hasSameSizeAs(codes.get(at));
        }
        assertThat(other.promise).hasSameSizeAs(promise).isNotEqualTo(promise);
    }
}
