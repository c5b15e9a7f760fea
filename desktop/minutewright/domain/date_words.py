"""Dates and times in the words of a house style."""

from dataclasses import dataclass
from datetime import date, datetime, time

from minutewright.domain.phrase import fill


@dataclass(frozen=True, slots=True)
class DateWords:
    """Months from January, weekdays from Monday, and the forms of dates and times.

    Dates may use `{weekday} {day} {nth} {month} {year}`, where `{nth}` is the day with its ending from `ordinals` (31
    endings, from the first); `clock` may use `{hour}` (1-12), `{hour24}` (00-23), `{minute}` and `{half}` (`morning` or
    `afternoon`). `full_hour`, `noon` and `midnight` stand for times on the hour, where they are given.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    long: str
    short: str
    clock: str
    morning: str = "am"
    afternoon: str = "pm"
    ordinals: tuple[str, ...] = ()
    full_hour: str = ""
    noon: str = ""
    midnight: str = ""

    def long_date(self, day: date) -> str:
        """The date as the opening sentence has it, such as `Wednesday 14 May 2025`."""
        return self._date(self.long, day)

    def short_date(self, day: date) -> str:
        """The date within a sentence, such as `14 May 2025`."""
        return self._date(self.short, day)

    def time_of_day(self, moment: time | datetime) -> str:
        """The clock time, such as `7.05 pm`; minutes are cut off, not rounded, as a clock shows them."""
        form = self.clock
        if moment.minute == 0:
            special = {0: self.midnight, 12: self.noon}.get(moment.hour, "")
            form = special or self.full_hour or self.clock
        return fill(
            form,
            {
                "hour": str((moment.hour + 11) % 12 + 1),
                "hour24": f"{moment.hour:02}",
                "minute": f"{moment.minute:02}",
                "half": self.morning if moment.hour < 12 else self.afternoon,
            },
        )

    def _date(self, form: str, day: date) -> str:
        return fill(
            form,
            {
                "weekday": self.weekdays[day.weekday()],
                "day": str(day.day),
                "nth": f"{day.day}{self.ordinals[day.day - 1]}" if self.ordinals else str(day.day),
                "month": self.months[day.month - 1],
                "year": str(day.year),
            },
        )
