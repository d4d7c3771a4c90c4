using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>When the server says that something happened.</summary>
internal sealed class TimestampChecks(Rule rule, Session session) : Check(rule, session)
{
    // Servers keep seconds.
    private static readonly TimeSpan MoreThanASecond = TimeSpan.FromSeconds(1.1);

    [Judges(nameof(Behaviors.SetOnCreate))]
    public async Task<Verdict> SetOnCreate()
    {
        var made = await Make();
        var (shown, exchange) = await Stored(made);

        var now = Session.Clock.GetUtcNow().UtcDateTime;
        // A day alone stands for its midnight.
        var allowed = FieldValue.Time(shown) is { DayOnly: true } ? TimeSpan.FromDays(2) : TimeSpan.FromDays(1);
        return FieldValue.Time(shown) is { } time && (time.At - now).Duration() <= allowed
            ? Verdict.Saw("now")
            : OtherValueShown($"{Field} of a {Resource} made just now within a day of {now:yyyy-MM-dd HH:mm:ss}", shown, made.Answer.Exchange, exchange);
    }

    [Judges(nameof(Behaviors.SetOnUpdate))]
    public async Task<Verdict> SetOnUpdate()
    {
        var (before, after, answer, found) = await AroundUpdate();
        if (FieldValue.Time(before) is not { } was || FieldValue.Time(after) is not { } now)
            return Verdict.Broken($"{Field} a point in time", $"it is {Describe.Value(before)}, then {Describe.Value(after)}", answer, found);
        if (was.DayOnly || now.DayOnly)
            return Verdict.Unknown($"the target shows {Field} as a day, which does not move within seconds");
        return now.At > was.At
            ? Verdict.Saw("later")
            : OtherValueShown($"{Field} later than {Describe.Value(before)} after an update that followed a second later", after, answer, found);
    }

    [Judges(nameof(Behaviors.Fixed))]
    public async Task<Verdict> Fixed()
    {
        var (before, after, answer, found) = await AroundUpdate();
        return IsSame(before, after)
            ? Verdict.Saw("kept")
            : OtherValueShown($"{Field} still {Describe.Value(before)} after an update", after, answer, found);
    }

    private async Task<(JsonNode? Before, JsonNode? After, Exchange Answer, Exchange Found)> AroundUpdate()
    {
        var changed = OtherChangeable(Field);
        var made = await Make();
        var first = await Read(made);
        var before = Shown(first);
        await Task.Delay(MoreThanASecond, Session.Clock);

        var changes = Change(changed, first);
        var answer = await Update(made, changes);
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {changed} is answered {answer.Summary}") { Refusal = answer };
        var second = await Read(made);
        return (before, Shown(second), answer.Exchange, second.Exchange);
    }
}
