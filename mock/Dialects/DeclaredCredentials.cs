using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>The key of a request, in one of the places that a document declares.</summary>
internal sealed class DeclaredCredentials(Contract contract)
{
    // A query parameter wins over the header, the header over HTTP's Basic; a right key in one place does not help where another place has a wrong one.
    private readonly ImmutableArray<(SecurityScheme Scheme, KeyLocation Place)> _schemes =
    [
        .. contract.SecuritySchemes
            .OrderBy(scheme => scheme.Place switch { SecurityPlace.Query => 0, SecurityPlace.Header => 1, _ => 2 })
            .Select(scheme => (scheme, scheme.Place switch
            {
                SecurityPlace.Query => KeyLocation.Query,
                SecurityPlace.Basic => KeyLocation.Basic,
                SecurityPlace.Cookie => KeyLocation.Cookie,
                _ => KeyLocation.Proper,
            })),
    ];

    public Credentials Read(SimulatedRequest request)
    {
        foreach (var (scheme, place) in _schemes)
        {
            if (scheme.Find(request.Header, request.Query) is { } key && !string.IsNullOrWhiteSpace(key))
                return new(place, key);
        }
        return default;
    }
}
