using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>Reads which operations an override is about: <c>api</c>, and <c>operation</c> or <c>resource</c>.</summary>
/// <param name="contracts">The APIs that are served.</param>
/// <param name="members">The description.</param>
internal sealed class OverrideTargets(ImmutableArray<Contract> contracts, JsonMembers members)
{
    private const string All = "*";

    /// <summary>The operations; none where something is wrong with what names them.</summary>
    public ImmutableArray<Operation> Read()
    {
        var (operation, resource) = (members.Text("operation"), members.Text("resource"));
        if (Served() is not { } served)
            return [];
        if (members.Has("operation") && members.Has("resource"))
            members.Refuse("resource", "it stands beside operation; expected one of both.");
        else if (operation == All)
            return [.. served.SelectMany(contract => contract.Operations)];
        else if (operation is not null)
            return Chosen("operation", operation, served, contract => [.. contract.Operations.Where(one => one.OperationId == operation)],
                contract => contract.Operations.Select(one => one.OperationId));
        else if (resource is not null)
            return Chosen("resource", resource, served, contract => [.. contract.Operations.Where(one => IsOf(one, resource, contract))],
                contract => contract.Resources.Select(one => one.Id));
        else if (!members.Has("operation") && !members.Has("resource"))
            members.Refuse("operation", "expected an operation, \"*\" for all of them, or a resource; found nothing.");
        return [];
    }

    // The schema's name, whatever the case, or the one that rules are called by.
    private static bool IsOf(Operation operation, string resource, Contract contract) =>
        string.Equals(operation.Resource, resource, StringComparison.OrdinalIgnoreCase)
        || string.Equals(contract.Resource(operation.Resource).Id, resource, StringComparison.OrdinalIgnoreCase);

    private ImmutableArray<Contract>? Served()
    {
        if (!members.Has("api"))
            return contracts;
        if (members.Text("api") is not { } api)
            return null;
        if (contracts.FirstOrDefault(contract => contract.Api == api) is { } one)
            return [one];
        string[] known = [.. contracts.Select(contract => contract.Api)];
        members.Refuse("api", $"there is no API {api}; {Nearest.HintOrAll(api, known)}");
        return null;
    }

    private ImmutableArray<Operation> Chosen(
        string member, string name, ImmutableArray<Contract> served, Func<Contract, ImmutableArray<Operation>> find,
        Func<Contract, IEnumerable<string>> names)
    {
        var found = served.Select(contract => (contract.Api, Operations: find(contract))).Where(one => !one.Operations.IsEmpty).ToList();
        if (found is [var (_, only)])
            return only;
        if (found.Count > 1)
        {
            members.Refuse(member, $"{name} is in {string.Join(" and in ", found.Select(one => one.Api))}; say which, as \"api\": \"{found[0].Api}\".");
            return [];
        }
        var known = served.SelectMany(names).Distinct().ToList();
        var elsewhere = contracts.Except(served).FirstOrDefault(contract => !find(contract).IsEmpty);
        members.Refuse(member, $"{Without(served)} {member} {name}; " + (elsewhere is not null ? $"{elsewhere.Api} has it."
            : Nearest.HintOrAll(name, known, "known are")));
        return [];
    }

    private static string Without(ImmutableArray<Contract> served) => served is [var one] ? $"{one.Api} has no" : "no API that is served has the";
}
