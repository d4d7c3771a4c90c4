using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>In which form the target takes the input of each resource: found out once in a run, by trying.</summary>
internal sealed class InputForms(Run run)
{
    private readonly AsyncCache<BodyForm> _found = new();

    // The rule by which a target may speak no form, or null.
    private readonly Rule? _mayRefuse = run.Contract.Rule(Behaviors.FormBody, Place.Api) is { } rule && rule.Readings.Any(mode => mode.Name == "refused") ? rule : null;
    private readonly ConcurrentDictionary<(string Resource, string Type), bool> _refused = [];

    /// <summary>The form for an input: what shows linked records and references, or what takes plain fields.</summary>
    public async Task<BodyForm> For(Resource resource, JsonObject input)
    {
        if (run.Contract.Operation(OperationKind.Create, resource) is null)
            return First(resource) ?? run.Dialect.Forms[0];
        if (resource.Fields.Any(field => Nests(field, input)))
            return await _found.Get(resource.Name, () => Try(resource));
        return First(resource) is { } first && (_mayRefuse is null || first != run.Dialect.Forms[0]) ? first
            : await _found.Get(resource.Name, () => TryPlain(resource));
    }

    // The first form that a create works with: complete, or with what must be there alone.
    private async Task<BodyForm> TryPlain(Resource resource)
    {
        foreach (var form in run.Dialect.Forms)
        {
            var session = new Session(run);
            var input = await session.Untried(resource);
            foreach (var body in (JsonObject[])[input, Required(resource, input)])
            {
                if ((await session.Create(resource, body, new Sending { Form = form })).Succeeded)
                    return form;
            }
        }
        return run.Dialect.Forms[0];
    }

    private static JsonObject Required(Resource resource, JsonObject input) =>
        new(resource.Fields.Where(field => field.Required && input[field.Name] is not null).Select(field => KeyValuePair.Create(field.Name, input[field.Name]?.DeepClone())));

    /// <summary>Notes that the target does not take bodies of this form's media type for a resource; another form, or null where none is left.</summary>
    public BodyForm? Instead(Resource resource, BodyForm refused)
    {
        _refused[(resource.Name, BodyWriter.TypeOf(refused))] = true;
        return First(resource);
    }

    // The first in the order of the dialect whose media type is not known to be refused.
    private BodyForm? First(Resource resource)
    {
        foreach (var form in run.Dialect.Forms)
        {
            if (!_refused.ContainsKey((resource.Name, BodyWriter.TypeOf(form))))
                return form;
        }
        return null;
    }

    private async Task<BodyForm> Try(Resource resource)
    {
        var best = (Form: run.Dialect.Forms[0], Shown: -1);
        foreach (var form in run.Dialect.Forms)
        {
            var session = new Session(run);
            var input = await session.Input(resource);
            var nested = resource.Fields.Where(field => Nests(field, input)).ToArray();
            var answer = await session.Create(resource, input, new Sending { Form = form });
            if (!answer.Succeeded)
                continue;
            var shown = await CountShown(session, resource, nested, input, answer);
            if (shown > best.Shown)
                best = (form, shown);
            if (shown == nested.Length)
                break;
        }
        return best.Form;
    }

    private static bool Nests(Field field, JsonObject input) =>
        field.Type is FieldType.Link or FieldType.References && input[field.Name] is JsonObject or JsonArray { Count: > 0 };

    private async Task<int> CountShown(Session session, Resource resource, Field[] nested, JsonObject input, Answer created)
    {
        if (created.Data is not JsonObject record)
            return 0;
        // An answer to a create may show less than the record has.
        if (nested.Any(field => !record.ContainsKey(field.Name)) && run.Contract.Operation(OperationKind.Find, resource) is not null
            && Session.TextOf(record[resource.Identity.Name]) is { } identity
            && (await session.Find(resource, identity)).Data is JsonObject found)
            record = found;
        return nested.Count(field => Shows(session, field, input[field.Name]!, record));
    }

    private bool Shows(Session session, Field field, JsonNode sent, JsonObject record)
    {
        if (!session.TryGet(record, field, out var shown))
            return false;
        if (field.References is not null)
            return shown is JsonArray { Count: > 0 };
        var linked = shown as JsonObject ?? (shown as JsonArray)?.FirstOrDefault() as JsonObject;
        // One value that came through is enough: whether all did is for rules to judge.
        return linked is not null && run.Contract.Resource(field.Link!.Resource).Fields.Any(inner =>
            inner.Type == FieldType.Text && Session.TextOf(sent[inner.Name]) is { Length: > 0 } text
            && session.TryGet(linked, inner, out var value) && Session.TextOf(value) == text);
    }
}
