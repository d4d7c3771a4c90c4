using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>A create: what it sends, what it may be answered with, and what is there after it.</summary>
internal sealed class Creating(Scene scene, CreateStep step)
{
    private readonly Resource _resource = scene.Contract.Resource(step.Record.Resource);

    private Session Session => scene.Session;

    private Observed Observed => scene.Observed;

    public async Task<Deviation?> Take()
    {
        var operation = scene.Operation(OperationKind.Create, _resource);
        var parent = scene.Find(step.Parent);
        if (parent is { Life: Life.Lost })
            return null;
        var input = await Session.Input(_resource);
        foreach (var choice in step.Choices)
            Put(input, choice);
        var prospect = Foresee(operation, parent, input);
        var answer = await Session.Create(_resource, input, new Sending { Parent = parent?.Identity });
        if (scene.Judge(step, _resource, prospect.Expected, answer) is { } deviation)
            return deviation;
        // Where nothing says that it succeeds, nothing says what comes of it.
        return answer.Succeeded && prospect.Expected.Outcomes is not null && Observed.Holds(Behaviors.Identity, Place.Of(_resource))
            && answer.Data is JsonObject shown && Identity(shown, _resource) is { } identity
            ? Made(operation, parent, input, shown, identity)
            : null;
    }

    private void Put(JsonObject input, Choice choice)
    {
        var resource = _resource;
        var target = input;
        if (choice.Link is { } link)
        {
            if (input[link] is not JsonObject inner)
                return;
            (target, resource) = (inner, scene.Contract.Resource(_resource.Field(link).Link!.Resource));
        }
        var field = resource.Field(choice.Field);
        if (choice.Source == Source.Missing)
            target.Remove(field.Name);
        else if (target.ContainsKey(field.Name))
            target[field.Name] = scene.Value(choice, resource, field, null);
    }

    private Prospect Foresee(Operation operation, Remembered? parent, JsonObject input)
    {
        var prospect = new Prospect(scene, scene.Succeeds(operation));
        if (parent is { Life: Life.Gone })
            prospect.Add(true, Expectation.Of(Observed, Behaviors.UnknownParent, Place.Of(_resource), ("not-found", Outcome.NotFound)));
        else if (parent is { Life: not Life.Live })
            prospect.Add(true, Expectation.Anything);
        foreach (var field in _resource.Fields)
        {
            var place = Place.Of(_resource, field);
            if (!input.TryGetPropertyValue(field.Name, out var value) || value is null)
                Foresee(prospect, field, place);
            else if (field.Link is { } link && value is JsonObject inner)
            {
                var target = scene.Contract.Resource(link.Resource);
                foreach (var (name, sent) in inner)
                    prospect.TakenByLink(_resource, field, target, target.Field(name), sent!);
            }
            else if (field.IsPlain && !FieldValue.IsUnset(value))
                prospect.Taken(Behaviors.Unique, _resource, field, value, null);
        }
        return prospect;
    }

    private void Foresee(Prospect prospect, Field field, Place place)
    {
        if (scene.Contract.Rule(Behaviors.Required, place) is not null)
            prospect.Invalid(Behaviors.Required, place);
        else if (Observed.Failed(Behaviors.Optional, place) || Observed.Failed(Behaviors.UniqueUnset, place))
            prospect.Add(false, Expectation.Anything);
        else if (Observed.Can(Behaviors.Optional, place, "required"))
            prospect.Add(Observed.IsSure(Behaviors.Optional, place, "required"), Expectation.Of(Outcome.BadRequest));
    }

    private Deviation? Made(Operation operation, Remembered? parent, JsonObject input, JsonObject shown, string identity)
    {
        if (scene.Records(_resource).FirstOrDefault(other => other.Identity == identity) is { } same)
            return new Deviation(Aspect.Identity, _resource.Name, step.Kind, $"an identity of its own for {step.Record}", $"it is {identity}, that of {same}");
        var record = new Remembered(step.Record, _resource, identity, scene.Count, scene.Now) { Parent = parent };
        record.Tags.UnionWith(Session.UniqueTexts(_resource, input));
        scene.Remember(step.Record, record);
        Fill(record, input, field => Place.Of(_resource, field));
        foreach (var (name, symbol) in step.Linked)
            Link(record, _resource.Field(name), symbol, input, shown);
        var look = new Look(scene, step, operation);
        return operation.Holds == AnswerHolds.Record ? look.Part(record, Sent(shown, input)) ?? Number(look, record, shown) : null;
    }

    // It stays what it is from the first answer on.
    private Deviation? Number(Look look, Remembered record, JsonObject shown)
    {
        if (_resource.Number is { } word && Session.TryGet(shown, _resource.Field(word.Field), out var number) && !FieldValue.IsUnset(number))
            record[_resource.Field(word.Field)] = Belief.Of(number.Copy());
        return look.Number(record);
    }

    private void Fill(Remembered record, JsonObject input, Func<Field, Place> place)
    {
        foreach (var field in record.Resource.Fields.Where(field => field is { Link: null, ReadOnly: false }))
        {
            if (input[field.Name] is { } sent)
            {
                record[field] = Observed.Created(place(field), sent.Copy()!);
                record.NoteSent(field, sent.Copy()!);
            }
            else
                record[field] = Observed.Unsent(place(field));
        }
    }

    // The answer tells which record came along: a new one, or one that is there already.
    private void Link(Remembered record, Field field, Symbol symbol, JsonObject input, JsonObject shown)
    {
        var target = scene.Contract.Resource(field.Link!.Resource);
        if (Session.Value(shown, field) is not JsonObject other || Identity(other, target) is not { } identity || input[field.Name] is not JsonObject sent
            || !Observed.Holds(Behaviors.LinkedCreate, Place.Of(_resource, field)))
            return;
        var linked = scene.Records(target).FirstOrDefault(known => known.Identity == identity);
        if (linked is null)
        {
            linked = new Remembered(symbol, target, identity, scene.Count, scene.Now);
            linked.Tags.UnionWith(Session.UniqueTexts(target, sent));
            Fill(linked, sent, inner => Place.Of(target, inner));
            // What a create of its own may ignore, one along with another may ignore, too; and nothing is said of what it does not send.
            foreach (var inner in target.Fields.Where(inner => !sent.ContainsKey(inner.Name)
                || scene.Contract.Tolerates(Behaviors.RoundTrip, Place.Of(target, inner), "ignored")))
                linked[inner] = Belief.Open;
        }
        scene.Remember(symbol, linked);
        record.Linked[field.Name] = (linked, linked.Snapshot());
    }

    private JsonObject Sent(JsonObject shown, JsonObject input) => new(_resource.Fields
        .Where(field => input.ContainsKey(field.Name) && Session.TryGet(shown, field, out _))
        .Select(field => KeyValuePair.Create(field.Name, Session.Value(shown, field).Copy())));

    private string? Identity(JsonObject shown, Resource resource) =>
        Session.TryGet(shown, resource.Identity, out var identity) && FieldValue.Text(identity) is { Length: > 0 } text ? text : null;
}
