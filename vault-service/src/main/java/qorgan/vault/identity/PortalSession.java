package qorgan.vault.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/// A session that knows whether it differs from what is kept of it.
final class PortalSession implements Session {
    private final MapSession held;
    private final @Nullable Instant keptUseAt;
    private boolean isChanged;

    /// @param keptUseAt the last use that is written down; null when nothing is kept yet
    PortalSession(MapSession held, @Nullable Instant keptUseAt) {
        this.held = held;
        this.keptUseAt = keptUseAt;
        this.isChanged = keptUseAt == null;
    }

    MapSession held() {
        return held;
    }

    boolean isChanged() {
        return isChanged;
    }

    @Nullable Instant keptUseAt() {
        return keptUseAt;
    }

    /// The identifier under which it is kept, where that differs from the present one.
    String keptUnder() {
        return held.getOriginalId();
    }

    @Override
    public String getId() {
        return held.getId();
    }

    @Override
    public String changeSessionId() {
        isChanged = true;
        return held.changeSessionId();
    }

    @Override
    public <T> @Nullable T getAttribute(String name) {
        return held.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return held.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        isChanged = true;
        held.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        isChanged |= held.getAttributeNames().contains(name);
        held.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return held.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant at) {
        held.setLastAccessedTime(at);
    }

    @Override
    public Instant getLastAccessedTime() {
        return held.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        held.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return held.getMaxInactiveInterval();
    }

    /// Whether it ended is for the table to say, by the clock of the service.
    @Override
    public boolean isExpired() {
        return false;
    }
}
