package qorgan.vault.duty;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import qorgan.keys.Region;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

/// The official in whose name the service does its duties.
@Component
class Responsible {

    private final ActorId official;
    private final Region region;

    Responsible(
            @Value("${qorgan.duty.responsible:00000000-0000-0000-0000-000000000000}")
                    String official,
            @Value("${qorgan.region}") String region) {
        this.official = ActorId.of(official);
        this.region = new Region(region);
    }

    Actor duty(String rule) {
        return Actor.duty(rule, official, region);
    }

    Region region() {
        return region;
    }
}
