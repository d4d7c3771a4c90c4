using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Lists in a body in XML.</summary>
internal static class XmlListChecks
{
    [Judges(nameof(Behaviors.XmlArray))]
    public static async Task<Verdict> OfOne(Rule rule, Session session)
    {
        var resource = session.Subject();
        foreach (var field in Lists(resource))
        {
            var one = new JsonArray(Elements(session, resource, field)[0].Copy());
            if (await Stored(session, resource, field, one, RawXml.List(field, [RawXml.Item(field, one[0])])) is { } broken)
                return broken;
        }
        return Verdict.Saw("list");
    }

    [Judges(nameof(Behaviors.XmlUnmarkedArray))]
    public static async Task<Verdict> Unmarked(Rule rule, Session session)
    {
        var resource = session.Subject();
        var readings = new HashSet<string>();
        foreach (var field in Lists(resource))
        {
            foreach (var count in (int[])[1, 2])
            {
                var elements = Elements(session, resource, field).Take(count).Select(element => RawXml.Item(field, element));
                var answer = await Create(session, resource, field, RawXml.List(field, elements, marked: false));
                if (answer.Outcome == Outcome.BadRequest)
                {
                    readings.Add("refused");
                    continue;
                }
                var expected = $"a create of {resource} with {field} and no type=\"array\" answered with {Say.Outcome(session, Outcome.BadRequest)}, or with success and {field} left empty";
                if (!answer.Succeeded)
                    return Verdict.Broken(expected, answer.Summary, answer.Exchange);
                var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
                var shown = session.Value(found.Record, field);
                if (shown is not JsonArray { Count: 0 } && !Same.IsUnset(shown))
                    return Verdict.Broken(expected, $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
                readings.Add("ignored");
            }
        }
        return Verdict.Saw(readings.Contains("refused") ? "refused" : "ignored");
    }

    [Judges(nameof(Behaviors.XmlAttributes))]
    public static async Task<Verdict> Attributes(Rule rule, Session session)
    {
        var resource = session.Subject();
        foreach (var field in Lists(resource).Where(field => field.Type == FieldType.Entries))
        {
            foreach (var attributes in (bool[])[true, false])
            {
                var entries = Elements(session, resource, field);
                var list = RawXml.List(field, entries.Select(entry => RawXml.Item(field, entry, attributes)));
                if (await Stored(session, resource, field, entries, list) is { } broken)
                    return broken;
            }
        }
        return Verdict.Saw("both");
    }

    private static async Task<Verdict?> Stored(Session session, Resource resource, Field field, JsonArray meant, string list)
    {
        var answer = await Create(session, resource, field, list);
        var expected = $"{field} {Say.Value(meant)} after a create of {resource} with {list}";
        if (!answer.Succeeded)
            return Verdict.Broken(expected, answer.Summary, answer.Exchange);
        var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
        var shown = session.Shown(resource, found, field);
        return Same.Value(session, field, shown, meant)
            ? null
            : Verdict.Broken(expected, $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
    }

    private static async Task<Answer> Create(Session session, Resource resource, Field field, string list) =>
        await session.CreateFrom(resource, RawXml.Document(resource, RawXml.Ordinary(resource, await session.Input(resource), field) + list));

    private static JsonArray Elements(Session session, Resource resource, Field field) => session.Fresh(resource, field) as JsonArray ?? [];

    // Identities are what others refer to, and a server may show them in another way than they were sent.
    private static ImmutableArray<Field> Lists(Resource resource)
    {
        ImmutableArray<Field> lists = [.. resource.Fields.Where(field => field is { Type: FieldType.Texts or FieldType.Entries, Keyed: null, OnCreate: true })];
        return lists.IsEmpty ? throw new PreconditionException($"{resource} has no list of values") : lists;
    }
}
