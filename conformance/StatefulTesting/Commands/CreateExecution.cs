using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>A create: what it sends, what it may be answered with, and what is there after it.</summary>
internal sealed class CreateExecution(CommandContext context, CreateCommand command)
{
    private readonly Resource _resource = context.Contract.Resource(command.Record.Resource);
    private readonly Operation _operation = context.Operation(OperationKind.Create, context.Contract.Resource(command.Record.Resource));

    private Session Session => context.Session;

    private Model Model => context.Model;

    private KnownReadings Readings => context.Model.Readings;

    public async Task<Deviation?> Run()
    {
        var parent = context.Find(command.Parent);
        if (parent is { State: RecordLifecycle.Unknown })
            return null;
        var input = await Session.Input(_resource);
        foreach (var choice in command.Choices)
            Put(input, choice);
        var expectation = Predict(parent, input);
        var answer = await Session.Create(_resource, input, new Sending { Parent = parent?.Identity });
        if (Model.Check(_operation, expectation.Expected, answer) is { } deviation)
            return deviation;
        // Where nothing says that it succeeds, nothing says what comes of it.
        return answer.Succeeded && expectation.Expected.Outcomes is not null && Readings.Holds(Behaviors.Identity, Place.Of(_resource))
            && answer.Data is JsonObject shown && Model.Identity(shown, _resource) is { } identity
            ? Made(parent, input, shown, identity)
            : null;
    }

    private void Put(JsonObject input, ValueChoice choice)
    {
        var resource = _resource;
        var target = input;
        if (choice.Link is { } link)
        {
            if (input[link] is not JsonObject inner)
                return;
            (target, resource) = (inner, context.Contract.Resource(_resource.Field(link).Link!.Resource));
        }
        var field = resource.Field(choice.Field);
        if (choice.Source == ValueSource.Missing)
            target.Remove(field.Name);
        else if (target.ContainsKey(field.Name))
            target[field.Name] = context.Value(choice, resource, field, null);
    }

    private WriteExpectation Predict(ModelRecord? parent, JsonObject input)
    {
        var expectation = new WriteExpectation(Model, Model.Succeeds(_operation));
        if (parent is { State: RecordLifecycle.Removed })
            expectation.Add(true, Expectation.Of(Readings, Behaviors.UnknownParent, Place.Of(_resource), ("not-found", Outcome.NotFound)));
        else if (parent is { State: not RecordLifecycle.Existing })
            expectation.Add(true, Expectation.Anything);
        foreach (var field in _resource.Fields)
        {
            var place = Place.Of(_resource, field);
            if (!input.TryGetPropertyValue(field.Name, out var value) || value is null)
                Predict(expectation, field, place);
            else if (field.Link is { } link && value is JsonObject inner)
            {
                var target = context.Contract.Resource(link.Resource);
                foreach (var (name, sent) in inner)
                    expectation.TakenByLink(_resource, field, target, target.Field(name), sent!);
            }
            else if (field.IsPlain && !FieldValue.IsUnset(value))
                expectation.Taken(Behaviors.Unique, _resource, field, value, null);
        }
        return expectation;
    }

    private void Predict(WriteExpectation expectation, Field field, Place place)
    {
        if (context.Contract.Rule(Behaviors.Required, place) is not null)
            expectation.Invalid(Behaviors.Required, place);
        else if (Readings.Failed(Behaviors.Optional, place) || Readings.Failed(Behaviors.UniqueUnset, place))
            expectation.Add(false, Expectation.Anything);
        else if (Readings.Can(Behaviors.Optional, place, "required"))
            expectation.Add(Readings.IsSure(Behaviors.Optional, place, "required"), Expectation.Of(Outcome.BadRequest));
    }

    private Deviation? Made(ModelRecord? parent, JsonObject input, JsonObject shown, string identity)
    {
        if (Model.Records(_resource).FirstOrDefault(other => other.Identity == identity) is { } same)
            return Model.Deviates(DeviationKind.Identity, _operation, $"an identity of its own for {command.Record}", $"it is {identity}, that of {same}");
        var record = new ModelRecord($"{command.Record}", _resource, identity, context.Now) { Parent = parent };
        record.UniqueTexts.UnionWith(Session.UniqueTexts(_resource, input));
        Model.Add(record);
        context.Bind(command.Record, record);
        var effects = new WriteEffects(Model);
        effects.Created(record, input);
        foreach (var (name, symbol) in command.Linked)
        {
            if (effects.Linked(record, _resource.Field(name), $"{symbol}", input, shown, context.Now) is { } linked)
                context.Bind(symbol, linked);
        }
        var postcondition = new RecordPostcondition(Model, _operation);
        return _operation.Holds == AnswerHolds.Record ? postcondition.Part(record, Sent(shown, input)) ?? Number(postcondition, record, shown) : null;
    }

    // A number never changes from the first answer on.
    private Deviation? Number(RecordPostcondition postcondition, ModelRecord record, JsonObject shown)
    {
        if (_resource.Number is { } word && Session.TryGet(shown, _resource.Field(word.Field), out var number) && !FieldValue.IsUnset(number))
            record[_resource.Field(word.Field)] = PossibleValues.Of(number.Copy());
        return postcondition.Number(record);
    }

    private JsonObject Sent(JsonObject shown, JsonObject input) => new(_resource.Fields
        .Where(field => input.ContainsKey(field.Name) && Session.TryGet(shown, field, out _))
        .Select(field => KeyValuePair.Create(field.Name, Session.Value(shown, field).Copy())));
}
