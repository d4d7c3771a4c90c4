using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Lists in a body in XML.</summary>
internal sealed class XmlListChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.XmlArray))]
    public async Task<Verdict> OfOne()
    {
        var resource = Session.WritableResource();
        foreach (var field in Lists(resource))
        {
            var one = new JsonArray(Elements(resource, field)[0].Copy());
            if (await Stored(resource, field, one, XmlDocumentText.List(field, [XmlDocumentText.Item(field, one[0])])) is { } broken)
                return broken;
        }
        return Verdict.Saw("list");
    }

    [Judges(nameof(Behaviors.XmlUnmarkedArray))]
    public async Task<Verdict> Unmarked()
    {
        var resource = Session.WritableResource();
        var readings = new HashSet<string>();
        foreach (var field in Lists(resource))
        {
            foreach (var count in (int[])[1, 2])
            {
                var elements = Elements(resource, field).Take(count).Select(element => XmlDocumentText.Item(field, element));
                var answer = await Create(resource, field, XmlDocumentText.List(field, elements, marked: false));
                if (answer.Outcome == Outcome.BadRequest)
                {
                    readings.Add("refused");
                    continue;
                }
                var expected = $"a create of {resource} with {field} and no type=\"array\" answered with {Session.Word(Outcome.BadRequest)}, or with success and {field} left empty";
                if (!answer.Succeeded)
                    return Verdict.Broken(expected, answer.Summary, answer.Exchange);
                var found = await Session.Read(resource, Session.IdentityOf(resource, answer.Record, answer));
                var shown = Session.Value(found.Record, field);
                if (shown is not JsonArray { Count: 0 } && !FieldValue.IsUnset(shown))
                    return OtherValueShown(expected, shown, answer.Exchange, found.Exchange);
                readings.Add("ignored");
            }
        }
        return Verdict.Saw(readings.Contains("refused") ? "refused" : "ignored");
    }

    [Judges(nameof(Behaviors.XmlAttributes))]
    public async Task<Verdict> Attributes()
    {
        var resource = Session.WritableResource();
        foreach (var field in Lists(resource).Where(field => field.Type == FieldType.Entries))
        {
            foreach (var attributes in (bool[])[true, false])
            {
                var entries = Elements(resource, field);
                var list = XmlDocumentText.List(field, entries.Select(entry => XmlDocumentText.Item(field, entry, attributes)));
                if (await Stored(resource, field, entries, list) is { } broken)
                    return broken;
            }
        }
        return Verdict.Saw("both");
    }

    private async Task<Verdict?> Stored(Resource resource, Field field, JsonArray meant, string list)
    {
        var answer = await Create(resource, field, list);
        var expected = $"{field} {Describe.Value(meant)} after a create of {resource} with {list}";
        if (!answer.Succeeded)
            return Verdict.Broken(expected, answer.Summary, answer.Exchange);
        var found = await Session.Read(resource, Session.IdentityOf(resource, answer.Record, answer));
        var shown = Session.Shown(resource, found, field);
        return Session.IsSame(field, shown, meant)
            ? null
            : OtherValueShown(expected, shown, answer.Exchange, found.Exchange);
    }

    private async Task<Answer> Create(Resource resource, Field field, string list) =>
        await Session.CreateFrom(resource, XmlDocumentText.Document(resource, XmlDocumentText.Ordinary(resource, await Session.Input(resource), field) + list));

    private JsonArray Elements(Resource resource, Field field) => Session.Fresh(resource, field) as JsonArray ?? [];

    // Identities are what others refer to, and a server may show them in another way than they were sent.
    private static ImmutableArray<Field> Lists(Resource resource)
    {
        ImmutableArray<Field> lists = [.. resource.Fields.Where(field => field is { Type: FieldType.Texts or FieldType.Entries, Keyed: null, OnCreate: true })];
        return lists.IsEmpty ? throw new PreconditionException($"{resource} has no list of values") : lists;
    }
}
