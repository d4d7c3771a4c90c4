using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What a write may be answered with, put together from all that may be wrong with its values.</summary>
/// <param name="model">What is known so far.</param>
/// <param name="success">What it is answered with where nothing is wrong.</param>
internal sealed class WriteExpectation(Model model, Expectation success)
{
    private Expectation? _sure;
    private Expectation? _perhaps;

    public Expectation Expected => (_sure ?? success).Or(_perhaps ?? _sure ?? success);

    /// <summary>Adds something that is wrong, surely or perhaps.</summary>
    public void Add(bool isSure, Expectation refusal)
    {
        if (isSure)
            _sure = _sure?.Or(refusal) ?? refusal;
        else
            _perhaps = _perhaps?.Or(refusal) ?? refusal;
    }

    /// <summary>Adds that a rule demands a refusal as invalid.</summary>
    public void Invalid(Behavior behavior, Place place) =>
        Add(true, model.Readings.Holds(behavior, place) ? Expectation.Of(Outcome.BadRequest) : Expectation.Anything);

    /// <summary>Looks whether other records have a value that no two may have.</summary>
    /// <param name="behavior">The rule that refuses it: on create, or on update.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    /// <param name="self">The record that gets it, or null for a new one.</param>
    public void Taken(Behavior behavior, Resource resource, Field field, JsonNode value, ModelRecord? self)
    {
        var place = Place.Of(resource, field);
        var conflict = model.Readings.Holds(behavior, place) ? Expectation.Of(Outcome.Conflict) : Expectation.Anything;
        if (model.Contract.Rule(Behaviors.Unique, place) is not null)
            Taken(resource, field, value, self, conflict, Behaviors.UniqueDeleted);
        else if (model.Contract.Rule(Behaviors.Repeatable, place) is not null)
        {
            var refusal = Expectation.Of(model.Readings, Behaviors.Repeatable, place, ("accepted", Outcome.Success), ("refused", Outcome.BadRequest));
            Taken(resource, field, value, self, refusal.Or(success), null);
        }
    }

    /// <summary>As <see cref="Taken(Behavior, Resource, Field, JsonNode, ModelRecord?)"/>, for a field of a record that is created along with it.</summary>
    public void TakenByLink(Resource resource, Field link, Resource target, Field inner, JsonNode value)
    {
        var place = new Place(null, resource, link, inner);
        if (model.Contract.Rule(Behaviors.LinkedDuplicate, place) is null)
            return;
        var refusal = Expectation.Of(model.Readings, Behaviors.LinkedDuplicate, place, ("conflict", Outcome.Conflict), ("linked", Outcome.Success));
        Taken(target, inner, value, null, refusal, Behaviors.UniqueDeleted);
    }

    private void Taken(Resource resource, Field field, JsonNode value, ModelRecord? self, Expectation refusal, Behavior? deleted)
    {
        foreach (var other in model.Records(resource).Where(other => other != self && other.MayHaveHad(model.Session, field, value)))
        {
            var possible = other[field];
            if (other.State != RecordLifecycle.Unknown && !possible.Allows(model.Session, field, value))
                continue;
            if (other.State == RecordLifecycle.Existing)
                Add(possible.IsSure, refusal);
            else if (other.State != RecordLifecycle.Deactivated || deleted is null)
                Add(false, refusal);
            // A record that is deactivated may count or not.
            else if (!model.Readings.IsSure(deleted, Place.Of(resource, field), "free"))
                Add(possible.IsSure && model.Readings.IsSure(deleted, Place.Of(resource, field), "taken"), refusal);
        }
    }
}
