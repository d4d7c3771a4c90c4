using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>
/// Where records live unless a check says otherwise: the parent of nested ones, the value that a list is narrowed by.
/// Found out once in a run, and once for each other silo; a run that writes makes what it needs.
/// </summary>
internal sealed class Scopes(Run run)
{
    // So many records of another resource are tried until one has a list that is not empty.
    private const int Tried = 10;

    private readonly AsyncCache<string> _parents = new();
    private readonly AsyncCache<FilterScope> _filters = new();

    /// <summary>The parent of a nested resource's records, in the silo that a credential opens.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public Task<string> Parent(Resource resource, Credential who) =>
        _parents.Get($"{resource}/{Silo(who)}", () => FindParent(resource, Silo(who)));

    /// <summary>What a filtered list is narrowed by, in the silo that a credential opens.</summary>
    /// <exception cref="PreconditionException">There is nothing to narrow it by.</exception>
    public Task<FilterScope> Filter(Operation operation, Credential who) =>
        _filters.Get($"{operation.Id}/{Silo(who)}", () => FindFilter(operation, Silo(who)));

    // All other credentials belong to the silo of the key with all rights, or claim to.
    private static Credential Silo(Credential who) => who is Credential.Other or Credential.Empty ? who : Credential.Full;

    private bool Makes(Resource resource, Credential silo) =>
        silo == Credential.Full && run.Options.Mode == Http.RunMode.Full && run.Contract.Operation(OperationKind.Create, resource) is not null;

    private async Task<string> FindParent(Resource resource, Credential silo)
    {
        var parent = run.Contract.Resource(resource.Parent!.Resource);
        var session = new Session(run);
        if (Makes(parent, silo))
            return (await session.Make(parent)).Identity;
        var candidates = await run.References.To(parent, silo);
        if (candidates.IsEmpty)
            throw new PreconditionException($"The silo of {Http.Keys.OptionOf(silo)} has no {parent}, so it can have no {resource} either.");
        if (run.Contract.ListOf(resource) is not { } list)
            return candidates[0];
        foreach (var candidate in candidates.Take(Tried))
        {
            if (await session.Page(list, new Sending { Who = silo, Parent = candidate }) is { Succeeded: true, Data: JsonArray { Count: > 0 } })
                return candidate;
        }
        return candidates[0];
    }

    private async Task<FilterScope> FindFilter(Operation operation, Credential silo)
    {
        var word = operation.Filter!;
        var resource = run.Contract.Resource(operation.Resource);
        var target = run.Contract.Resource(resource.Field(word.Field).Refers!.Resource);
        var session = new Session(run);
        var values = await Values(session, operation, resource, target, silo);
        if (values.IsEmpty)
            throw new PreconditionException($"The silo of {Http.Keys.OptionOf(silo)} has no {target} to narrow {operation} by.");
        FilterScope? answered = null;
        foreach (var scope in values.Take(Tried).SelectMany(value => Spellings(word, value)))
        {
            var how = new Sending { Who = silo, Filter = scope.Value, NoFilter = true, Query = word.InPath ? "" : scope.Spelled(scope.Value) };
            var page = await session.Page(operation, how);
            if (page is { Succeeded: true, Data: JsonArray { Count: > 0 } })
                return scope;
            answered ??= page.Succeeded ? scope : null;
        }
        return answered ?? new FilterScope(word, values[0], true);
    }

    // A record of the run's own tells best: a target may put it elsewhere than it was told.
    private async Task<ImmutableArray<string>> Values(Session session, Operation operation, Resource resource, Resource target, Credential silo)
    {
        var word = operation.Filter!;
        var there = await run.References.Records(target, silo);
        var identities = there.Select(record => Session.TextOf(record[target.Identity.Name])).OfType<string>().ToList();
        if (Makes(resource, silo) && await OwnValue(session, resource, resource.Field(word.Field)) is { } own)
            identities = [own, .. identities.Where(identity => identity != own)];
        return [.. identities.Select(Written)];

        string Written(string identity) => word is { InPath: true, Key: { } key }
            && there.FirstOrDefault(record => Session.TextOf(record[target.Identity.Name]) == identity) is { } record
                ? Session.TextOf(record[key]) ?? identity
                : identity;
    }

    private async Task<string?> OwnValue(Session session, Resource resource, Field field)
    {
        var made = await session.Make(resource);
        if (run.Contract.Operation(OperationKind.Find, resource) is null
            || (await session.Find(resource, made.Identity)).Data is not JsonObject record || !session.TryGet(record, field, out var shown))
            return Session.TextOf(made.Sent[field.Name] is JsonArray sent ? sent.FirstOrDefault() : made.Sent[field.Name]);
        return Session.TextOf(shown is JsonArray list ? list.FirstOrDefault() : shown) is { Length: > 0 } text ? text : null;
    }

    private static IEnumerable<FilterScope> Spellings(FilterWord word, string value) =>
        word is { InPath: false, Many: true } ? [new FilterScope(word, value, true), new FilterScope(word, value, false)] : [new FilterScope(word, value, false)];
}

/// <summary>What a list is narrowed by.</summary>
/// <param name="Word">The filter.</param>
/// <param name="Value">The raw value for a path, an identity for a query.</param>
/// <param name="InBrackets">Whether the target understands a query parameter with brackets behind its name.</param>
internal sealed record FilterScope(FilterWord Word, string Value, bool InBrackets)
{
    /// <summary>One value as a part of a query string.</summary>
    public string Spelled(string value) => $"{Word.Parameter}{(InBrackets ? "[]" : "")}={Uri.EscapeDataString(value)}";
}
