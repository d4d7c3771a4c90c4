using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What writes leave in the model once they were answered.</summary>
internal sealed class WriteEffects(Model model)
{
    private Session Session => model.Session;

    private KnownReadings Readings => model.Readings;

    /// <summary>The records that live under one.</summary>
    public IEnumerable<ModelRecord> Children(ModelRecord record) => model.Contract.Resources.Where(resource => resource.Parent?.Resource == record.Resource.Name)
        .SelectMany(model.Records).Where(child => child.Parent == record && child.State == RecordLifecycle.Existing);

    /// <summary>A new record holds what was sent, and what the server puts where nothing was.</summary>
    public void Created(ModelRecord record, JsonObject input)
    {
        foreach (var field in record.Resource.Fields.Where(field => field is { Link: null, ReadOnly: false }))
        {
            var place = Place.Of(record.Resource, field);
            if (input[field.Name] is { } sent)
            {
                record[field] = Readings.Created(place, sent.Copy()!);
                record.NoteSent(field, sent.Copy()!);
            }
            else
                record[field] = Readings.Unsent(place);
        }
    }

    /// <summary>The record that came with a new one: the answer shows whether it is new as well, or was there.</summary>
    public ModelRecord? Linked(ModelRecord record, Field field, string name, JsonObject input, JsonObject shown, DateTimeOffset now)
    {
        var target = model.Contract.Resource(field.Link!.Resource);
        if (Session.Value(shown, field) is not JsonObject other || model.Identity(other, target) is not { } identity || input[field.Name] is not JsonObject sent
            || !Readings.Holds(Behaviors.LinkedCreate, Place.Of(record.Resource, field)))
            return null;
        var linked = model.Find(target, identity);
        if (linked is null)
        {
            linked = new ModelRecord(name, target, identity, now);
            model.Add(linked);
            linked.UniqueTexts.UnionWith(Session.UniqueTexts(target, sent));
            Created(linked, sent);
            // What a create of its own may ignore may be ignored here, too; and the contract says nothing of what was not sent.
            foreach (var inner in target.Fields.Where(inner => !sent.ContainsKey(inner.Name)
                || model.Contract.Tolerates(Behaviors.RoundTrip, Place.Of(target, inner), "ignored")))
                linked[inner] = PossibleValues.Open;
        }
        record.Linked[field.Name] = (linked, linked.Snapshot());
        return linked;
    }

    /// <summary>An update that was refused changes nothing, unless the rule that says so is known to be broken.</summary>
    public void Refused(ModelRecord record, JsonObject input, Answer answer)
    {
        var fields = input.Select(member => record.Resource.Field(member.Key)).ToArray();
        var isHalf = answer.Outcome == Outcome.Conflict && fields.Any(field => Readings.Failed(Behaviors.UniqueRefusal, Place.Of(record.Resource, field)));
        if (isHalf || fields.Any(field => Readings.Failed(Behaviors.NotBlankOnUpdate, Place.Of(record.Resource, field))))
            Array.ForEach(fields, field => record[field] = PossibleValues.Open);
    }

    /// <summary>An update changes what it sends.</summary>
    public void Updated(ModelRecord record, JsonObject input)
    {
        if (Readings.Failed(Behaviors.PartialUpdate, Place.Of(model.Contract.Operation(OperationKind.Update, record.Resource)!)))
            record.Forget();
        foreach (var field in record.Resource.Fields)
        {
            var place = Place.Of(record.Resource, field);
            if (input.TryGetPropertyValue(field.Name, out var sent) && sent is not null)
                Stored(record, field, sent);
            else if (Readings.Failed(Behaviors.RequiredOnUpdate, place) || (field.SetOn == SetOn.Create && Readings.Failed(Behaviors.Fixed, place)))
                record[field] = PossibleValues.Open;
        }
        record.LastUpdate = (JsonObject)input.DeepClone();
        record.UniqueTexts.UnionWith(Session.UniqueTexts(record.Resource, input));
    }

    /// <summary>A delete takes the record away or deactivates it, and may take those under it.</summary>
    public void Deleted(ModelRecord record)
    {
        foreach (var child in Children(record).ToArray())
            child.State = Readings.Holds(Behaviors.ParentDeleted, Place.Of(child.Resource)) ? RecordLifecycle.Removed : RecordLifecycle.Unknown;
        record.LastUpdate = null;
        if (record.Resource.SoftDelete is { } word)
            Deactivated(record, record.Resource.Field(word.Field));
        else
            record.State = Readings.Holds(Behaviors.HardDelete, Place.Of(record.Resource)) ? RecordLifecycle.Removed : RecordLifecycle.Unknown;
        Others(record);
    }

    private void Stored(ModelRecord record, Field field, JsonNode sent)
    {
        var (held, was) = (record[field], record.Held(Session, field));
        if (was is not null && !ModelEquality.Value(Session, field, was, sent))
            record.NoteFormer(field, was);
        record.NoteSent(field, sent.Copy()!);
        var possible = Readings.Updated(Place.Of(record.Resource, field), sent.Copy()!, held);
        // Nothing is said of what an update does to a record that was deleted.
        record[field] = record.State == RecordLifecycle.Existing ? possible : possible.Or(held);
    }

    private void Deactivated(ModelRecord record, Field flag)
    {
        record.State = Readings.Holds(Behaviors.SoftDelete, Place.Of(record.Resource)) ? RecordLifecycle.Deactivated : RecordLifecycle.Unknown;
        if (Readings.Failed(Behaviors.DeleteKeepsData, Place.Of(record.Resource)))
            record.Forget();
        record[flag] = PossibleValues.Of(false);
    }

    // They stay as they are, unless a rule that says so is known to be broken.
    private void Others(ModelRecord record)
    {
        foreach (var (name, (other, _)) in record.Linked)
        {
            if (Readings.Failed(Behaviors.LinkedKept, Place.Of(record.Resource, record.Resource.Field(name))))
                other.State = RecordLifecycle.Unknown;
        }
        foreach (var (resource, field) in model.Contract.Resources.SelectMany(resource => resource.Fields, (resource, field) => (resource, field))
            .Where(pair => pair.field.Link?.Resource == record.Resource.Name && Readings.Failed(Behaviors.LinkingKept, Place.Of(pair.resource, pair.field))))
        {
            foreach (var other in model.Records(resource).Where(other => other.Linked.GetValueOrDefault(field.Name).Record == record))
                other.State = RecordLifecycle.Unknown;
        }
    }
}
