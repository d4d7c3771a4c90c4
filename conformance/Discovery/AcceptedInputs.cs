using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>
/// What the creates of the target take where the contract leaves it open: values of a field of which it may take some
/// alone, fields that a create may refuse. Found out once in a run for each resource, by trying. A single field that is refused although the contract
/// says otherwise is left out as well: its own rules tell, and the others can still be judged.
/// </summary>
internal sealed class AcceptedInputs(Run run)
{
    private readonly AsyncCache<bool> _tried = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _taken = [];
    private readonly ConcurrentDictionary<string, bool> _refused = [];

    /// <summary>Finds out what can be found out; without a doubt in the contract, or without a create, that is nothing.</summary>
    public Task Learn(Resource resource) => _tried.Get(resource.Name, () => Try(resource));

    /// <summary>The samples of a field that the target takes: those that it must, until it is known which others.</summary>
    public ImmutableArray<string> Taken(Field field) => _taken.GetValueOrDefault(field.Pointer, field.Samples!.Taken);

    /// <summary>Whether a create was found to refuse the field.</summary>
    public bool Refuses(Resource resource, Field field) => _refused.ContainsKey(field.Pointer);

    private async Task<bool> Try(Resource resource)
    {
        ImmutableArray<Field> doubtful = [.. resource.Fields.Where(field => IsDoubtful(resource, field))];
        if (doubtful.IsEmpty || run.Options.Mode == Http.RunMode.ReadOnly || run.Contract.Operation(OperationKind.Create, resource) is null)
            return false;
        var session = new Session(run);
        await LearnRefused(session, resource, doubtful);
        foreach (var field in doubtful.Where(field => field.Samples is { Open.IsEmpty: false } && !Refuses(resource, field)))
            await LearnTaken(session, resource, field, field.Samples!);
        return true;
    }

    private async Task LearnTaken(Session session, Resource resource, Field field, SamplesWord samples)
    {
        List<string> accepted = [], unchanged = [];
        foreach (var sample in samples.Open)
        {
            var input = await session.Untried(resource);
            input[field.Name] = sample;
            var answer = await session.Create(resource, input);
            if (!answer.Succeeded)
                continue;
            accepted.Add(sample);
            if (await ComesBack(session, resource, field, sample, answer))
                unchanged.Add(sample);
        }
        // One notation may become another. Where none comes back as it was sent, that is what rules have to tell.
        _taken[field.Pointer] = [.. samples.Taken, .. unchanged.Count > 0 ? unchanged : accepted];
    }

    private static async Task<bool> ComesBack(Session session, Resource resource, Field field, string sample, Answer created)
    {
        if (created.Data is not JsonObject record)
            return false;
        if (!session.TryGet(record, field, out var shown) && session.Contract.Operation(OperationKind.Find, resource) is not null
            && Session.TextOf(record[resource.Identity.Name]) is { } identity && (await session.Find(resource, identity)).Data is JsonObject found)
            session.TryGet(found, field, out shown);
        return Session.TextOf(shown) == sample;
    }

    private async Task<bool> LearnRefused(Session session, Resource resource, ImmutableArray<Field> doubtful)
    {
        if (!await IsRefused(session, resource, _ => true))
            return true;
        if (await Basis(session, resource, doubtful) is not { } basis)
            return await LeaveOutOne(session, resource, doubtful);
        foreach (var field in doubtful.Where(field => field != basis.Kept))
            await Try(session, resource, doubtful, basis.Kept, field);
        return true;
    }

    // Without any doubtful field, or with the one that this target demands.
    private static async Task<(bool Found, Field? Kept)?> Basis(Session session, Resource resource, ImmutableArray<Field> doubtful)
    {
        foreach (var kept in doubtful.Cast<Field?>().Prepend(null))
        {
            if (!await IsRefused(session, resource, field => !doubtful.Contains(field) || field == kept))
                return (true, kept);
        }
        return null;
    }

    private async Task<bool> LeaveOutOne(Session session, Resource resource, ImmutableArray<Field> doubtful)
    {
        foreach (var field in resource.Fields.Where(field => field is { OnCreate: true, Required: false } && !doubtful.Contains(field)))
        {
            if (await IsRefused(session, resource, other => !doubtful.Contains(other) && other != field))
                continue;
            _refused[field.Pointer] = true;
            foreach (var one in doubtful)
                await Try(session, resource, doubtful, null, one);
            return true;
        }
        return false;
    }

    private async Task Try(Session session, Resource resource, ImmutableArray<Field> doubtful, Field? kept, Field field)
    {
        if (await IsRefused(session, resource, other => !doubtful.Contains(other) || other == kept || other == field))
            _refused[field.Pointer] = true;
    }

    private static async Task<bool> IsRefused(Session session, Resource resource, Func<Field, bool> sent)
    {
        var input = await session.Untried(resource);
        foreach (var field in resource.Fields.Where(field => !sent(field)))
            input.Remove(field.Name);
        return (await session.Create(resource, input)).Outcome == Outcome.BadRequest;
    }

    private bool IsDoubtful(Resource resource, Field field) => field is { OnCreate: true, Forbidden: false } && (field.Samples is not null
        || run.Contract.Rule(Behaviors.RoundTrip, Place.Of(resource, field))?.Readings.Any(mode => mode.Name == "refused") == true);
}
