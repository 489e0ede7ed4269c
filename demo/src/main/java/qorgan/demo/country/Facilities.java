package qorgan.demo.country;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The places of the invented country: every recognised type in both regions, the common ones
/// twice.
final class Facilities {
    private record Kind(
            String code,
            String operator,
            int each,
            String kazakh,
            String russian,
            String english) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "internal_affairs_office",
                            "police",
                            2,
                            "Ішкі істер бөлімі",
                            "Отдел внутренних дел",
                            "Internal affairs office"),
                    new Kind(
                            "temporary_holding_facility",
                            "police",
                            2,
                            "Уақытша ұстау изоляторы",
                            "Изолятор временного содержания",
                            "Temporary holding facility"),
                    new Kind(
                            "special_holding_centre",
                            "police",
                            1,
                            "Арнайы қабылдау орны",
                            "Специальный приёмник",
                            "Special holding centre"),
                    new Kind(
                            "holding_processing_centre",
                            "police",
                            1,
                            "Қабылдау-тарату орны",
                            "Приёмник-распределитель",
                            "Holding and processing centre"),
                    new Kind(
                            "remand_centre",
                            "penal",
                            2,
                            "Тергеу изоляторы",
                            "Следственный изолятор",
                            "Remand centre"),
                    new Kind(
                            "correctional_institution",
                            "penal",
                            2,
                            "Түзеу мекемесі",
                            "Исправительное учреждение",
                            "Correctional institution"),
                    new Kind(
                            "juvenile_adaptation_centre",
                            "shelter",
                            1,
                            "Кәмелетке толмағандарды бейімдеу орталығы",
                            "Центр адаптации несовершеннолетних",
                            "Adaptation centre for juveniles"),
                    new Kind(
                            "special_education_institution",
                            "shelter",
                            1,
                            "Арнайы білім беру ұйымы",
                            "Специальная организация образования",
                            "Special education institution"),
                    new Kind(
                            "other_recognised",
                            "penal",
                            1,
                            "Заңда белгіленген өзге орын",
                            "Иное место, установленное законом",
                            "Other recognised place"));

    private Facilities() {}

    static List<Facility> all() {
        var facilities = new ArrayList<Facility>();
        for (var region : Country.REGIONS) {
            for (var kind : KINDS) {
                for (var number = 1; number <= kind.each; number++) {
                    facilities.add(
                            new Facility(
                                    kind.code + "." + region + "." + number,
                                    kind.code,
                                    kind.operator,
                                    region,
                                    Map.of(
                                            "kk", kind.kazakh + " № " + number,
                                            "ru", kind.russian + " № " + number,
                                            "en", kind.english + " No. " + number)));
                }
            }
        }
        return List.copyOf(facilities);
    }
}
