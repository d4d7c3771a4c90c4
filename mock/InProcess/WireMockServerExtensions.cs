using System.Runtime.CompilerServices;
using PlanisoContract.Mock.WireMock;
using WireMock.Server;

namespace PlanisoContract.Mock;

/// <summary>Contracts under a WireMock.Net server that is there already.</summary>
public static class WireMockServerExtensions
{
    private static readonly ConditionalWeakTable<WireMockServer, List<ServerContract>> Added = [];

    /// <summary>Puts an API under the stubs of a server: what no stub takes, the contract answers.</summary>
    /// <remarks>
    /// It is a mapping of the lowest priority, so <c>Reset()</c> and <c>ResetMappings()</c> take it away; calling this again puts it back, with
    /// the records as they are. <c>SaveStaticMappings()</c> writes it as an empty answer. WireMock.Net decodes the path, takes the bodies of GET away
    /// and answers requests that it cannot read by itself; of an override's faults it has an empty answer and a broken one. <c>--wiremock</c> of the mock has none of these limits.
    /// </remarks>
    /// <param name="server">The server.</param>
    /// <param name="api">The API's name.</param>
    /// <param name="configure">Sets seed, records, silos, readings and breakages; for an API that the server has already it is not called.</param>
    /// <returns>Its silos, its overrides and its journal.</returns>
    /// <exception cref="PlanisoMockException">There is no such API, or a setting is wrong.</exception>
    public static ContractHandle AddContract(this WireMockServer server, string api, Action<ContractOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        var contracts = Added.GetOrCreateValue(server);
        lock (contracts)
        {
            var contract = contracts.Find(added => added.Api == api);
            if (contract is null)
            {
                var options = new ContractOptions();
                configure?.Invoke(options);
                contracts.Add(contract = ServerContract.Of(api, options));
            }
            contract.AddTo(server);
            return contract;
        }
    }
}
