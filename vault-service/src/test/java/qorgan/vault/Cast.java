package qorgan.vault;

import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import qorgan.keys.Region;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Channel;
import qorgan.vault.identity.Charter;
import qorgan.vault.identity.Founding;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.OfficeKind;
import qorgan.vault.identity.Operator;
import qorgan.vault.identity.Realm;
import qorgan.vault.identity.Role;

/// The invented people and offices of all tests: two regions, police, penal system, procuracy, a
/// shelter, a reception desk. Their offices are in the register before the first test runs.
@Component
public class Cast {
    public static final Region ALMATY = new Region("KZ-ALA");
    public static final Region ASTANA = new Region("KZ-AST");

    public static final Office POLICE_ALMATY =
            office("police-almaty", Operator.POLICE, OfficeKind.CUSTODY, ALMATY);
    public static final Office INVESTIGATION_ALMATY =
            office("investigation-almaty", Operator.POLICE, OfficeKind.INVESTIGATION, ALMATY);
    public static final Office REMAND_ALMATY =
            office("remand-almaty", Operator.PENAL, OfficeKind.CUSTODY, ALMATY);
    public static final Office REMAND_ASTANA =
            office("remand-astana", Operator.PENAL, OfficeKind.CUSTODY, ASTANA);
    public static final Office PROCURACY_ALMATY =
            office("procuracy-almaty", Operator.PROCURACY, OfficeKind.PROCURACY, ALMATY);
    public static final Office PROCURACY_ASTANA =
            office("procuracy-astana", Operator.PROCURACY, OfficeKind.PROCURACY, ASTANA);
    public static final Office RECEPTION_ALMATY =
            office("reception-almaty", Operator.RECEPTION, OfficeKind.RECEPTION, ALMATY);
    public static final Office SHELTER_ALMATY =
            office("shelter-almaty", Operator.SHELTER, OfficeKind.SHELTER, ALMATY);
    public static final Office OVERSIGHT =
            office("oversight", Operator.OVERSIGHT, OfficeKind.MONITORING, ASTANA);

    private final Founding founding;

    Cast(Founding founding) {
        this.founding = founding;
    }

    @PostConstruct
    void found() {
        founding.found(charter());
    }

    /// Everybody who is in the register from the beginning.
    public static Charter charter() {
        return new Charter(
                Stream.of(
                                POLICE_ALMATY,
                                INVESTIGATION_ALMATY,
                                REMAND_ALMATY,
                                REMAND_ASTANA,
                                PROCURACY_ALMATY,
                                PROCURACY_ASTANA,
                                RECEPTION_ALMATY,
                                SHELTER_ALMATY,
                                OVERSIGHT)
                        .map(
                                office ->
                                        new Charter.FoundingOffice(
                                                office.id().value(),
                                                office.operator().code(),
                                                office.kind().code(),
                                                office.region().code(),
                                                office.names(),
                                                office.serviceContact()))
                        .toList(),
                List.of(
                        founder("counsel", RECEPTION_ALMATY, Role.COUNSEL),
                        founder("consul", RECEPTION_ALMATY, Role.CONSUL),
                        founder("ced-liaison", RECEPTION_ALMATY, Role.CED_LIAISON),
                        founder("clerk", RECEPTION_ALMATY, Role.CLERK),
                        founder("standing-officer", RECEPTION_ALMATY, Role.STANDING_OFFICER),
                        founder("search-desk", POLICE_ALMATY, Role.SEARCH_DESK),
                        founder("intake", POLICE_ALMATY, Role.INTAKE),
                        founder("custody", REMAND_ALMATY, Role.CUSTODY),
                        founder("custody-astana", REMAND_ASTANA, Role.CUSTODY),
                        founder("doctor", REMAND_ALMATY, Role.DOCTOR),
                        founder("investigator", INVESTIGATION_ALMATY, Role.INVESTIGATOR),
                        founder("investigator-two", INVESTIGATION_ALMATY, Role.INVESTIGATOR),
                        founder("procurator-almaty", PROCURACY_ALMATY, Role.PROCURATOR),
                        founder("procurator-two", PROCURACY_ALMATY, Role.PROCURATOR),
                        founder("procurator-astana", PROCURACY_ASTANA, Role.PROCURATOR),
                        founder("dpo-police", POLICE_ALMATY, Role.DPO),
                        founder("dpo-penal", REMAND_ALMATY, Role.DPO),
                        founder("dpo-shelter", SHELTER_ALMATY, Role.DPO),
                        founder("protection", POLICE_ALMATY, Role.PROTECTION),
                        founder("shelter-worker", SHELTER_ALMATY, Role.INTAKE),
                        founder("ombudsman", OVERSIGHT, Role.OMBUDSMAN),
                        founder("npm", OVERSIGHT, Role.NPM),
                        founder("registrar-police", POLICE_ALMATY, Role.OPERATOR),
                        founder("registrar-procuracy", PROCURACY_ALMATY, Role.OPERATOR)));
    }

    private static Charter.FoundingOfficial founder(String name, Office office, Role role) {
        return new Charter.FoundingOfficial(
                id(name).value(),
                id(name).value(),
                office.id().value(),
                Set.of(role.code()),
                "Official " + name,
                name);
    }

    /// A relative, signed in to the public realm.
    public Actor aigul() {
        return asker("aigul");
    }

    /// Another member of the public.
    public Actor stranger() {
        return asker("stranger");
    }

    public Actor asker(String name) {
        return member(name, Role.ASKER);
    }

    /// The person whose data it is, on their own.
    public Actor subject(String name) {
        return member(name, Role.SUBJECT);
    }

    public Actor counsel() {
        return official("counsel", RECEPTION_ALMATY, Role.COUNSEL);
    }

    public Actor consul() {
        return official("consul", RECEPTION_ALMATY, Role.CONSUL);
    }

    public Actor committeeLiaison() {
        return official("ced-liaison", RECEPTION_ALMATY, Role.CED_LIAISON);
    }

    public Actor clerk() {
        return official("clerk", RECEPTION_ALMATY, Role.CLERK);
    }

    public Actor standingOfficer() {
        return official("standing-officer", RECEPTION_ALMATY, Role.STANDING_OFFICER);
    }

    public Actor searchDesk() {
        return official("search-desk", POLICE_ALMATY, Role.SEARCH_DESK);
    }

    public Actor intake() {
        return official("intake", POLICE_ALMATY, Role.INTAKE);
    }

    public Actor custody() {
        return official("custody", REMAND_ALMATY, Role.CUSTODY);
    }

    public Actor custodyOfAstana() {
        return official("custody-astana", REMAND_ASTANA, Role.CUSTODY);
    }

    public Actor doctor() {
        return official("doctor", REMAND_ALMATY, Role.DOCTOR);
    }

    public Actor investigator() {
        return official("investigator", INVESTIGATION_ALMATY, Role.INVESTIGATOR);
    }

    public Actor secondInvestigator() {
        return official("investigator-two", INVESTIGATION_ALMATY, Role.INVESTIGATOR);
    }

    public Actor procuratorOfAlmaty() {
        return official("procurator-almaty", PROCURACY_ALMATY, Role.PROCURATOR);
    }

    public Actor secondProcurator() {
        return official("procurator-two", PROCURACY_ALMATY, Role.PROCURATOR);
    }

    public Actor procuratorOfAstana() {
        return official("procurator-astana", PROCURACY_ASTANA, Role.PROCURATOR);
    }

    public Actor dpoOfPolice() {
        return official("dpo-police", POLICE_ALMATY, Role.DPO);
    }

    public Actor dpoOfPenal() {
        return official("dpo-penal", REMAND_ALMATY, Role.DPO);
    }

    public Actor dpoOfShelter() {
        return official("dpo-shelter", SHELTER_ALMATY, Role.DPO);
    }

    public Actor protectionOfficer() {
        return official("protection", POLICE_ALMATY, Role.PROTECTION);
    }

    public Actor shelterWorker() {
        return official("shelter-worker", SHELTER_ALMATY, Role.INTAKE);
    }

    public Actor ombudsman() {
        return official("ombudsman", OVERSIGHT, Role.OMBUDSMAN);
    }

    public Actor preventiveMechanism() {
        return official("npm", OVERSIGHT, Role.NPM);
    }

    public Actor registrarOfPolice() {
        return official("registrar-police", POLICE_ALMATY, Role.OPERATOR);
    }

    public Actor registrarOfProcuracy() {
        return official("registrar-procuracy", PROCURACY_ALMATY, Role.OPERATOR);
    }

    public Actor duty(String rule) {
        return Actor.duty(rule, id("procurator-almaty"), ALMATY);
    }

    public static Actor member(String name, Role... roles) {
        return new Actor(
                id(name),
                Realm.PUBLIC,
                Set.of(roles),
                null,
                null,
                ALMATY,
                Assurance.SILVER,
                Channel.API);
    }

    public static Actor official(String name, Office office, Role... roles) {
        return new Actor(
                id(name),
                Realm.OFFICIALS,
                Set.of(roles),
                office.id(),
                office.operator(),
                office.region(),
                Assurance.GOLD,
                Channel.API);
    }

    public static ActorId id(String name) {
        return new ActorId(uuid("actor/" + name));
    }

    private static Office office(String name, Operator operator, OfficeKind kind, Region region) {
        return new Office(
                new OfficeId(uuid("office/" + name)),
                operator,
                kind,
                region,
                Map.of("kk", name + " (kk)", "ru", name + " (ru)", "en", name),
                name + "@offices.example");
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
