using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>What a write may be answered with, put together from all that may be wrong with its values.</summary>
/// <param name="scene">The walk so far.</param>
/// <param name="success">What it is answered with where nothing is wrong.</param>
internal sealed class Prospect(Scene scene, Expectation success)
{
    private Expectation? _sure;
    private Expectation? _perhaps;

    public Expectation Expected => (_sure ?? success).Or(_perhaps ?? _sure ?? success);

    /// <summary>Notes something that is wrong, surely or perhaps.</summary>
    public void Add(bool isSure, Expectation refusal)
    {
        if (isSure)
            _sure = _sure?.Or(refusal) ?? refusal;
        else
            _perhaps = _perhaps?.Or(refusal) ?? refusal;
    }

    /// <summary>Notes that a rule demands a refusal as invalid.</summary>
    public void Invalid(Behavior behavior, Place place) =>
        Add(true, scene.Observed.Holds(behavior, place) ? Expectation.Of(Outcome.BadRequest) : Expectation.Anything);

    /// <summary>Looks whether other records of the walk have a value that no two may have.</summary>
    /// <param name="behavior">The rule that refuses it: on create, or on update.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    /// <param name="self">The record that gets it, or null for a new one.</param>
    public void Taken(Behavior behavior, Resource resource, Field field, JsonNode value, Remembered? self)
    {
        var place = Place.Of(resource, field);
        var conflict = scene.Observed.Holds(behavior, place) ? Expectation.Of(Outcome.Conflict) : Expectation.Anything;
        if (scene.Contract.Rule(Behaviors.Unique, place) is not null)
            Taken(resource, field, value, self, conflict, Behaviors.UniqueDeleted);
        else if (scene.Contract.Rule(Behaviors.Repeatable, place) is not null)
        {
            var refusal = Expectation.Of(scene.Observed, Behaviors.Repeatable, place, ("accepted", Outcome.Success), ("refused", Outcome.BadRequest));
            Taken(resource, field, value, self, refusal.Or(success), null);
        }
    }

    /// <summary>As <see cref="Taken(Behavior, Resource, Field, JsonNode, Remembered?)"/>, for a field of a record that comes along.</summary>
    public void TakenByLink(Resource resource, Field link, Resource target, Field inner, JsonNode value)
    {
        var place = new Place(null, resource, link, inner);
        if (scene.Contract.Rule(Behaviors.LinkedDuplicate, place) is null)
            return;
        var refusal = Expectation.Of(scene.Observed, Behaviors.LinkedDuplicate, place, ("conflict", Outcome.Conflict), ("linked", Outcome.Success));
        Taken(target, inner, value, null, refusal, Behaviors.UniqueDeleted);
    }

    private void Taken(Resource resource, Field field, JsonNode value, Remembered? self, Expectation refusal, Behavior? deleted)
    {
        foreach (var other in scene.Records(resource).Where(other => other != self && other.MayHaveHad(scene.Session, field, value)))
        {
            var belief = other[field];
            if (other.Life != Life.Lost && !belief.Allows(scene.Session, field, value))
                continue;
            if (other.Life == Life.Live)
                Add(belief.IsSure, refusal);
            else if (other.Life != Life.Deleted || deleted is null)
                Add(false, refusal);
            // A record that is switched off may count or not.
            else if (!scene.Observed.IsSure(deleted, Place.Of(resource, field), "free"))
                Add(belief.IsSure && scene.Observed.IsSure(deleted, Place.Of(resource, field), "taken"), refusal);
        }
    }
}
