package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qorgan.vault.identity.Actor;

/// Every page that opens with an address, in each language, for somebody who has it on their desk.
class PagesTest extends PortalTest {

    static Stream<Arguments> pages() {
        return Stream.of(
                        "/|nobody",
                        "/sign-in|nobody",
                        "/sign-in?failed|nobody",
                        "/slip|nobody",
                        "/help|nobody",
                        "/log-keys|nobody",
                        "/desk|aigul",
                        "/desk|dpo",
                        "/own|detained",
                        "/ask|aigul",
                        "/ask|clerk",
                        "/requests|aigul",
                        "/register|intake",
                        "/register/arrest|intake",
                        "/standing|standing",
                        "/searches|intake",
                        "/searches|desk",
                        "/pretrial|investigator",
                        "/grants|investigator",
                        "/grants|procurator",
                        "/refusals|investigator",
                        "/contact|investigator",
                        "/alarms|procurator",
                        "/register/00000000-0000-4000-8000-000000000001|intake",
                        "/register/00000000-0000-4000-8000-000000000001/account|intake",
                        "/register/00000000-0000-4000-8000-000000000001/circumstances|intake",
                        "/register/00000000-0000-4000-8000-000000000001/circumstances|procurator",
                        "/register/00000000-0000-4000-8000-000000000001/restriction|procurator",
                        "/register/00000000-0000-4000-8000-000000000001/objection|intake",
                        "/register/00000000-0000-4000-8000-000000000001/asylum|intake",
                        "/register/00000000-0000-4000-8000-000000000001/judgment|procurator",
                        "/requests/00000000-0000-4000-8000-000000000001/registry|aigul",
                        "/objections|counsel",
                        "/objections|ombudsman",
                        "/purposes|operator",
                        "/purposes|dpo",
                        "/obligations|dpo",
                        "/unsealings|dpo",
                        "/unsealings|procurator",
                        "/desk|consul",
                        "/desk|liaison",
                        "/desk|operator",
                        "/audit|dpo",
                        "/audit/unusual|dpo",
                        "/audit/cases|dpo",
                        "/audit/cases|ombudsman",
                        "/audit/reviews|dpo",
                        "/audit/health|dpo",
                        "/audit/holds|dpo",
                        "/audit/reports|dpo",
                        "/audit/decoys|ombudsman",
                        "/own/looks|detained",
                        "/own/file|detained",
                        "/own/consents|detained")
                .flatMap(
                        line ->
                                Languages.ALL.stream()
                                        .map(
                                                language ->
                                                        Arguments.of(
                                                                line.substring(
                                                                        0, line.indexOf('|')),
                                                                line.substring(
                                                                        line.indexOf('|') + 1),
                                                                language)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void renders(String path, String who, Locale language) throws Exception {
        var html = page(actor(who), path, language);
        assertThat(html).contains("lang=kk", "lang=ru", "lang=en");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void is_not_there_for_a_stranger_to_it(String path, String who, Locale language)
            throws Exception {
        if (who.equals("nobody") || !language.equals(EN)) {
            return;
        }
        var response = answer(null, get(path), EN);
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getRedirectedUrl()).endsWith("/sign-in");
    }

    @Test
    void a_page_of_another_role_says_so_and_nothing_else() throws Exception {
        for (var path :
                List.of(
                        "/audit",
                        "/alarms",
                        "/standing",
                        "/grants",
                        "/searches",
                        "/register",
                        "/register/arrest",
                        "/pretrial",
                        "/refusals",
                        "/contact",
                        "/objections",
                        "/purposes",
                        "/obligations",
                        "/unsealings",
                        "/register/00000000-0000-4000-8000-000000000001/restriction",
                        "/register/00000000-0000-4000-8000-000000000001/account",
                        "/own/file")) {
            var response = answer(cast.aigul(), get(path), EN);
            assertThat(whole(response, 403, EN)).as(path).contains("<title>Error:");
        }
    }

    @Test
    void an_address_of_nothing_is_one_answer() throws Exception {
        var response = answer(cast.aigul(), get("/requests/not-an-id"), EN);
        assertThat(whole(response, 404, EN)).contains("My desk");
    }

    private @org.jspecify.annotations.Nullable Actor actor(String who) {
        return switch (who) {
            case "nobody" -> null;
            case "aigul" -> cast.aigul();
            case "clerk" -> cast.clerk();
            case "counsel" -> cast.counsel();
            case "consul" -> cast.consul();
            case "liaison" -> cast.committeeLiaison();
            case "operator" -> cast.registrarOfPolice();
            case "ombudsman" -> cast.ombudsman();
            case "dpo" -> cast.dpoOfPolice();
            case "detained" -> cast.subject("detained");
            case "intake" -> cast.intake();
            case "desk" -> cast.searchDesk();
            case "standing" -> cast.standingOfficer();
            case "investigator" -> cast.investigator();
            case "procurator" -> cast.procuratorOfAlmaty();
            default -> throw new IllegalArgumentException(who);
        };
    }
}
