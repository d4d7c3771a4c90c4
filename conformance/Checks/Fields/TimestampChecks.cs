using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>When the server says that something happened.</summary>
internal static class TimestampChecks
{
    // Servers keep seconds.
    private static readonly TimeSpan MoreThanASecond = TimeSpan.FromSeconds(1.1);

    [Judges(nameof(Behaviors.SetOnCreate))]
    public static async Task<Verdict> SetOnCreate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var (shown, exchange) = await session.Stored(made, field);

        var now = session.Clock.GetUtcNow().UtcDateTime;
        // A day alone stands for its midnight.
        var allowed = Same.Time(shown) is { DayOnly: true } ? TimeSpan.FromDays(2) : TimeSpan.FromDays(1);
        return Same.Time(shown) is { } time && (time.At - now).Duration() <= allowed
            ? Verdict.Saw("now")
            : Verdict.Broken($"{field} of a {resource} made just now within a day of {now:yyyy-MM-dd HH:mm:ss}", $"it is {Say.Value(shown)}",
                made.Answer.Exchange, exchange);
    }

    [Judges(nameof(Behaviors.SetOnUpdate))]
    public static async Task<Verdict> SetOnUpdate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (before, after, answer, found) = await AroundUpdate(session, resource, field);
        if (Same.Time(before) is not { } was || Same.Time(after) is not { } now)
            return Verdict.Broken($"{field} a point in time", $"it is {Say.Value(before)}, then {Say.Value(after)}", answer, found);
        if (was.DayOnly || now.DayOnly)
            return Verdict.Unknown($"the target shows {field} as a day, which does not move within seconds");
        return now.At > was.At
            ? Verdict.Saw("later")
            : Verdict.Broken($"{field} later than {Say.Value(before)} after an update that followed a second later", $"it is {Say.Value(after)}", answer, found);
    }

    [Judges(nameof(Behaviors.Fixed))]
    public static async Task<Verdict> Fixed(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (before, after, answer, found) = await AroundUpdate(session, resource, field);
        return Same.Value(session, field, before, after)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{field} still {Say.Value(before)} after an update", $"it is {Say.Value(after)}", answer, found);
    }

    private static async Task<(JsonNode? Before, JsonNode? After, Exchange Answer, Exchange Found)> AroundUpdate(
        Session session, Resource resource, Field field)
    {
        var changed = session.ChangeableBut(resource, field);
        var made = await session.Make(resource);
        var first = await session.Look(made);
        var before = session.Shown(resource, first, field);
        await Task.Delay(MoreThanASecond, session.Clock);

        var changes = new JsonObject { [changed.Name] = session.Other(resource, changed, session.Value(first.Record, changed)) };
        var answer = await session.Update(resource, made.Identity, changes);
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {changed} is answered {answer.Summary}") { Refusal = answer };
        var second = await session.Look(made);
        return (before, session.Shown(resource, second, field), answer.Exchange, second.Exchange);
    }
}
