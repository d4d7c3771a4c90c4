using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>The OpenAPI documents, as they were written and as JSON.</summary>
internal sealed class Documents(ImmutableArray<Contract> contracts)
{
    // Lazy: a start has no time to turn documents into JSON that nobody may ask for.
    private readonly FrozenDictionary<string, Lazy<AdminAnswer>> _files = contracts.SelectMany(Files)
        .ToFrozenDictionary(file => file.Name, file => new Lazy<AdminAnswer>(file.Make));

    public AdminAnswer Show(AdminRequest request) =>
        _files.TryGetValue(request.Values[0], out var file) ? file.Value : AdminAnswer.Error(StatusCodes.Status404NotFound,
            "No such document", $"There is no {request.Values[0]}; there is {string.Join(", ", _files.Keys.Order(StringComparer.Ordinal))}.");

    private static IEnumerable<(string Name, Func<AdminAnswer> Make)> Files(Contract contract) =>
    [
        ($"{contract.Api}.yaml", () => new AdminAnswer(
            StatusCodes.Status200OK, "application/yaml; charset=utf-8", Encoding.UTF8.GetBytes(contract.Source))),
        ($"{contract.Api}.json", () => AdminAnswer.Json(StatusCodes.Status200OK, contract.Json)),
    ];
}
