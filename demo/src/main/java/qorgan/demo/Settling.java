package qorgan.demo;

/// Brings the invented country into the house, through the service's own API, once.
final class Settling {
    private final House house;
    private final Progress progress;

    Settling(House house, Progress progress) {
        this.house = house;
        this.progress = progress;
    }

    void settle() {
        progress.note(house.country().people().size() + " people");
    }
}
