using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>With which status requests are refused, and how a refusal names the fields at fault.</summary>
internal sealed class RefusalChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.InvalidStatus))]
    public async Task<Verdict> Invalid()
    {
        var (resource, field) = Session.RequiredField();
        var answer = await Session.Create(resource, await Session.InputWith(resource, field, null));
        return JudgeStatus($"a create of {resource} without {field}", answer, (400, "bad-request"), (422, "unprocessable"));
    }

    [Judges(nameof(Behaviors.ConflictStatus))]
    public async Task<Verdict> Conflict()
    {
        var place = Contract.Rules.Where(rule => rule.Behavior == Behaviors.Unique).Select(rule => rule.Place)
            .FirstOrDefault(place => Session.Offers(OperationKind.Create, place.Resource!));
        if (place is not { Resource: { } resource, Field: { } field })
            return Verdict.Unknown("no field is unique, so that nothing is known to be refused as a conflict");
        var made = await Session.Make(resource);
        var answer = await Session.Create(resource, await Session.InputWith(resource, field, made.SentValue(field)));
        return JudgeStatus($"a create of {resource} with {field} {Describe.Value(made.SentValue(field))}, which {made} has,", answer,
            (409, "conflict"), (422, "unprocessable"), (400, "bad-request"));
    }

    [Judges(nameof(Behaviors.ErrorFields))]
    public async Task<Verdict> Fields()
    {
        var (resource, field) = Session.RequiredField();
        var member = (string?)Rule.Arguments["member"];
        var answer = await Session.Create(resource, await Session.InputWith(resource, field, null));
        if (answer.Outcome != Outcome.BadRequest)
            return Verdict.Refused($"a create of {resource} without {field} is answered {answer.Summary}");
        var (reading, named) = Named(member is null ? answer.Body : (answer.Body as JsonObject)?[member]);
        var isNamed = named.Any(name => IsName(name, field));
        var right = resource.Fields.FirstOrDefault(other => other != field && named.Any(name => IsName(name, other)));
        return reading is not null && isNamed && right is null
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{member ?? "the body"} of the refusal of a create of {resource} without {field} to name {field.InputName}, and no other field: {Describe.Tolerated(Rule)}",
                answer.Summary, answer.Exchange);
    }

    private Verdict JudgeStatus(string request, Answer answer, params (int Status, string Reading)[] known)
    {
        if (known.FirstOrDefault(pair => pair.Status == answer.Exchange.Status).Reading is { } reading)
            return Verdict.Saw(reading);
        var tolerated = known.Where(pair => Rule.Tolerates(pair.Reading)).Select(pair => $"{pair.Status}");
        return Verdict.Broken($"{request} answered with {Describe.Any(tolerated)}", answer.Summary, answer.Exchange);
    }

    private static (string? Reading, string[] Names) Named(JsonNode? errors) => errors switch
    {
        JsonObject fields when fields.All(member => member.Value is JsonArray list && list.All(one => one.IsText())) => ("lists", [.. fields.Select(member => member.Key)]),
        JsonObject fields when fields.All(member => member.Value.IsText()) => ("texts", [.. fields.Select(member => member.Key)]),
        JsonArray list when list.All(one => one is JsonObject) => ("objects",
            [.. list.SelectMany(one => one!.AsObject()).Where(member => member.Value?.GetValueKind() == JsonValueKind.String).Select(member => member.Value!.GetValue<string>())]),
        _ => (null, []),
    };

    // By name or as a JSON pointer; frameworks write names in their own case.
    private static bool IsName(string text, Field field) =>
        text.TrimStart('#').TrimStart('/').Equals(field.InputName, StringComparison.OrdinalIgnoreCase);
}
