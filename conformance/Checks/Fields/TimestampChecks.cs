using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>When the server says that something happened.</summary>
internal sealed class TimestampChecks(Rule rule, Session session) : Check(rule, session)
{
    // Servers keep seconds.
    private static readonly TimeSpan MoreThanASecond = TimeSpan.FromSeconds(1.1);

    [Judges(nameof(Behaviors.SetOnCreate))]
    public async Task<Verdict> SetOnCreate()
    {
        var made = await Session.Make(Resource);
        var (shown, exchange) = await Session.Stored(made, Field);

        var now = Session.Clock.GetUtcNow().UtcDateTime;
        // A day alone stands for its midnight.
        var allowed = Same.Time(shown) is { DayOnly: true } ? TimeSpan.FromDays(2) : TimeSpan.FromDays(1);
        return Same.Time(shown) is { } time && (time.At - now).Duration() <= allowed
            ? Verdict.Saw("now")
            : Verdict.Broken($"{Field} of a {Resource} made just now within a day of {now:yyyy-MM-dd HH:mm:ss}", $"it is {Say.Value(shown)}",
                made.Answer.Exchange, exchange);
    }

    [Judges(nameof(Behaviors.SetOnUpdate))]
    public async Task<Verdict> SetOnUpdate()
    {
        var (before, after, answer, found) = await AroundUpdate();
        if (Same.Time(before) is not { } was || Same.Time(after) is not { } now)
            return Verdict.Broken($"{Field} a point in time", $"it is {Say.Value(before)}, then {Say.Value(after)}", answer, found);
        if (was.DayOnly || now.DayOnly)
            return Verdict.Unknown($"the target shows {Field} as a day, which does not move within seconds");
        return now.At > was.At
            ? Verdict.Saw("later")
            : Verdict.Broken($"{Field} later than {Say.Value(before)} after an update that followed a second later", $"it is {Say.Value(after)}", answer, found);
    }

    [Judges(nameof(Behaviors.Fixed))]
    public async Task<Verdict> Fixed()
    {
        var (before, after, answer, found) = await AroundUpdate();
        return Same.Value(Session, Field, before, after)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Field} still {Say.Value(before)} after an update", $"it is {Say.Value(after)}", answer, found);
    }

    private async Task<(JsonNode? Before, JsonNode? After, Exchange Answer, Exchange Found)> AroundUpdate()
    {
        var changed = Session.ChangeableBut(Resource, Field);
        var made = await Session.Make(Resource);
        var first = await Session.Look(made);
        var before = Session.Shown(Resource, first, Field);
        await Task.Delay(MoreThanASecond, Session.Clock);

        var changes = new JsonObject { [changed.Name] = Session.Other(Resource, changed, Session.Value(first.Record, changed)) };
        var answer = await Session.Update(Resource, made.Identity, changes);
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {changed} is answered {answer.Summary}") { Refusal = answer };
        var second = await Session.Look(made);
        return (before, Session.Shown(Resource, second, Field), answer.Exchange, second.Exchange);
    }
}
