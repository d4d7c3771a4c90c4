using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Stubs.Dates;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>before</c>, <c>after</c> and <c>equalToDateTime</c> (wiremock.org, "Matching dates and times").</summary>
internal sealed partial class DateTimePattern : ValuePattern
{
    /// <summary>Two years in milliseconds: the distance there is one half, and never 1.</summary>
    private const double Half = 63_072_000_000;

    private readonly string _word;
    private readonly Func<long, bool> _isRight;
    private readonly JsonObject _shown = [];
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset? _zoned;
    private readonly DateTime? _local;
    private readonly DateOffset? _offset;
    private readonly JavaDates _actual = JavaDates.Standard;
    private readonly DateTruncation? _truncateExpected;
    private readonly DateTruncation? _truncateActual;
    private readonly bool _truncateLast;

    private DateTimePattern(JsonPlace place, string word, string expected, Func<long, bool> isRight)
    {
        (_word, _isRight, _clock) = (word, isRight, place.Problems.Clock);
        _offset = ReadOffset(place, expected);
        if (_offset is null)
            (_zoned, _local) = (JavaDates.Standard.Zoned(expected), JavaDates.Standard.Local(expected));
        _shown[word] = expected == "now" && _offset is { } from ? $"now {(from.Amount >= 0 ? "+" : "")}{from}" : expected;
        if (Option(place, "actualFormat") is { } format)
        {
            if (JavaDates.TryParse(format, out var dates, out var wrong))
                _actual = dates;
            else
                place.Problems.Add(place.Pointer, wrong);
            _shown["actualFormat"] = format;
        }
        _truncateExpected = ReadTruncation(place, "truncateExpected");
        _truncateActual = ReadTruncation(place, "truncateActual");
        _truncateLast = place.Member("applyTruncationLast") is { IsNull: false } last && last.Flag() == true;
        if (_truncateLast)
            _shown["applyTruncationLast"] = true;
    }

    public static ValuePattern? Of(JsonPlace place, string word, Func<long, bool> isRight) =>
        ValuePatterns.Operand(place, word) is { } expected ? new DateTimePattern(place, word, expected, isRight) : null;

    public override string Expected => $"{_word} {_shown[_word]}";

    public override bool Matches(string? value) => Difference(value) is { } difference && _isRight(difference);

    public override double DistanceTo(string? value) =>
        Difference(value) is { } difference && Math.Abs(difference / TimeSpan.TicksPerMillisecond) is var off ? off / (off + Half) : 1;

    public override JsonObject ToJson() => (JsonObject)_shown.DeepClone();

    /// <summary>By how many ticks the value is later than what is expected; null where one of them is no date.</summary>
    private long? Difference(string? value)
    {
        if (value is null)
            return null;
        var (zoned, local) = (_offset is null ? _zoned : Now(), _offset is null ? _local : null);
        var actual = _actual.Zoned(value);
        // As WireMock does, only a date with a zone is truncated.
        if (actual is not null && _truncateActual is not null)
            actual = _truncateActual.Truncate(actual.Value);
        var actualLocal = _actual.Local(value);
        if (zoned is not null && actual is not null)
            return (actual.Value - zoned.Value).Ticks;
        if (local is not null && actualLocal is not null)
            return (actualLocal.Value - local.Value).Ticks;
        if (local is not null && actual is not null)
            return (actual.Value.DateTime - local.Value).Ticks;
        if (zoned is null || actualLocal is null)
            return null;
        return actualLocal.Value.Ticks - _clock.LocalTimeZone.GetUtcOffset(actualLocal.Value).Ticks - zoned.Value.UtcTicks;
    }

    private DateTimeOffset Now()
    {
        var now = _clock.GetLocalNow();
        if (_truncateExpected is null)
            return _offset!.Value.Shift(now);
        return _truncateLast ? _truncateExpected.Truncate(_offset!.Value.Shift(now)) : _offset!.Value.Shift(_truncateExpected.Truncate(now));
    }

    private static DateOffset? ReadOffset(JsonPlace place, string expected)
    {
        var amount = place.Member("expectedOffset") is { IsNull: false } number ? number.Integer() : null;
        var unit = Option(place, "expectedOffsetUnit");
        if (unit is not null && !DateOffset.IsUnit(unit))
            place.Problems.Add(place.Pointer, $"Expected a unit of time as expectedOffsetUnit, such as days, found {unit}.");
        if (!expected.Equals("now", StringComparison.OrdinalIgnoreCase) && !OffsetForm().IsMatch(expected))
            return null;
        if (amount is { } given && unit is not null)
            return new DateOffset(given, unit.ToLowerInvariant());
        if (!DateOffset.TryParse(expected, out var offset, out var wrong))
            place.Problems.Add(place.Pointer, wrong);
        return offset;
    }

    private DateTruncation? ReadTruncation(JsonPlace place, string name)
    {
        if (Option(place, name) is not { } text)
            return null;
        if (!DateTruncation.TryParse(text, out var truncation, out var wrong))
            place.Problems.Add(place.Pointer, wrong);
        _shown[name] = truncation?.Name;
        return truncation;
    }

    private static string? Option(JsonPlace place, string name) =>
        place.Member(name) is { IsNull: false } ? ValuePatterns.Operand(place, name) : null;

    [GeneratedRegex(@"^((?i:now) )?[-+]?[0-9]+ [a-zA-Z]+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex OffsetForm();
}
