using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Compares what an answer shows of a record with what the model knows of it.</summary>
/// <param name="model">What is known so far.</param>
/// <param name="operation">Whose answer it is.</param>
/// <param name="compares">Of which fields the values are compared; all by default.</param>
internal sealed class RecordPostcondition(Model model, Operation operation, Func<Field, bool>? compares = null)
{
    // How answers write values. Where that is known to be wrong, the value is not compared.
    private static readonly Behavior[] Notations = [Behaviors.IntegerAs, Behaviors.FlagAs, Behaviors.TimestampAs, Behaviors.TextAs];

    private Session Session => model.Session;

    /// <summary>The first field that is not as predicted in an answer that may leave any out, or null.</summary>
    public Deviation? Part(ModelRecord record, JsonObject shown) => Compare(record, shown, null);

    /// <summary>The first field that is not as predicted in an answer that shows the whole record, or null. The model learns from it what it did not know.</summary>
    /// <param name="record">The record.</param>
    /// <param name="shown">What the answer shows of it.</param>
    /// <param name="kind">The kind of operation.</param>
    public Deviation? Whole(ModelRecord record, JsonObject shown, OperationKind kind) => Compare(record, shown, kind);

    private Deviation? Compare(ModelRecord record, JsonObject shown, OperationKind? whole)
    {
        var resource = record.Resource;
        if (IsReadable(resource, resource.Identity) && Session.TryGet(shown, resource.Identity, out var identity) && FieldValue.Text(identity) != record.Identity)
            return Differs(record, resource.Identity, record.Identity, identity);
        if (model.Readings.Failed(Behaviors.AnswerSchema, Place.Of(operation)))
            return null;
        foreach (var field in resource.Fields.Where(field => IsCompared(resource, field) && IsReadable(resource, field)))
        {
            if (!Session.TryGet(shown, field, out var value) && !(whole is { } kind && field.ShownIn.Contains(kind) && Session.IsAbsent(resource, field)))
                continue;
            if (field.Link is not null)
            {
                if (Linked(record, field, value) is { } deviation)
                    return deviation;
                continue;
            }
            var possible = record[field];
            if (!possible.Allows(Session, field, value))
                return Differs(record, field, possible.Describe(), value);
            // A list is the source for fields that finding the record does not show.
            if (whole == OperationKind.Find || (whole is not null && !(Session.Offers(OperationKind.Find, resource) && field.ShownIn.Contains(OperationKind.Find))))
                record[field] = possible.Seen(Session, field, value);
        }
        return null;
    }

    /// <summary>Another record with the same generated number, as a deviation; null where there is none.</summary>
    public Deviation? Number(ModelRecord record)
    {
        if (record.Resource.Number is not { } word || !model.Readings.Holds(Behaviors.NumberDistinct, Place.Of(record.Resource)))
            return null;
        var field = record.Resource.Field(word.Field);
        if (record[field] is not { IsSure: true, Values: [{ } number] })
            return null;
        var other = model.Records(record.Resource).FirstOrDefault(other => other != record && other[field].IsSure && other[field].Allows(Session, field, number));
        return other is null ? null
            : Model.Deviates(DeviationKind.Identity, operation, $"{record} with a {field} of its own", $"it has {Describe.Value(number)}, as {other} has");
    }

    // What follows from a record that others may change, and what the server sets at every update, is not compared.
    private static bool IsPredicted(Resource resource, Field field) =>
        field is { From: null, SetOn: not SetOn.Update } && field != resource.Identity;

    private bool IsCompared(Resource resource, Field field) => IsPredicted(resource, field) && compares?.Invoke(field) != false;

    private bool IsReadable(Resource resource, Field field) => !model.Readings.Failed(Behaviors.ReferenceAs, Place.Of(resource, field))
        && !Notations.Any(notation => model.Readings.Failed(notation, Place.InAnswer(operation, resource, field)));

    private bool IsReadable(Resource resource, Field field, Field inner) =>
        !Notations.Any(notation => model.Readings.Failed(notation, Place.InAnswer(operation, resource, field, inner)));

    private Deviation? Linked(ModelRecord record, Field field, JsonNode? shown)
    {
        if (!record.Linked.TryGetValue(field.Name, out var linked) || linked.Record.State == RecordLifecycle.Unknown)
            return null;
        var place = Place.Of(record.Resource, field);
        var (target, now) = (linked.Record.Resource, linked.Record);
        if (model.Readings.Failed(Behaviors.LinkedCurrent, place) || model.Readings.Failed(Behaviors.LinkedShape, place))
            return null;
        if (shown is not JsonObject other)
            return Differs(record, field, $"{now}", shown);
        if (Session.TryGet(other, target.Identity, out var identity) && FieldValue.Text(identity) != now.Identity)
            return Differs(record, field, $"{now}", identity);
        var readings = model.Readings.Of(Behaviors.LinkedCurrent, place);
        foreach (var inner in target.Fields.Where(inner => readings.Length > 0 && inner.Link is null && IsPredicted(target, inner) && IsReadable(record.Resource, field, inner)))
        {
            var possible = now[inner];
            if (readings.Contains("stale"))
                possible = possible.Or(linked.Then.GetValueOrDefault(inner.Name, PossibleValues.Open));
            if (Session.TryGet(other, inner, out var value) && !possible.Allows(Session, inner, value))
                return Differs(record, field, $"{inner} {possible.Describe()}, as {now} has it", value);
        }
        return null;
    }

    private Deviation Differs(ModelRecord record, Field field, string expected, JsonNode? actual) =>
        Model.Deviates(DeviationKind.Value, operation, $"{record} with {field} {expected}", $"{field} is {Describe.Value(actual)}") with { Field = field };
}
