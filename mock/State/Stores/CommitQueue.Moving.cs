using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.State.Stores;

/// <content>What is stored when contracts change.</content>
internal sealed partial class CommitQueue
{
    /// <summary>Stores from now on what another mock holds, whose contracts have taken the place of those before.</summary>
    /// <param name="next">That mock.</param>
    /// <param name="move">Brings over to it what is here; tells which silo has taken the place of which.</param>
    public async Task MoveAsync(MockServices next, Func<IReadOnlyDictionary<Silo, Silo>> move)
    {
        var before = _services;
        try
        {
            await WriteAsync(() =>
            {
                _ids.Move(move());
                Serve(next);
                return new ValueTask<bool>(true);
            });
        }
        catch
        {
            // The queue reads again what is stored, since not all of this is.
            Serve(before);
            throw;
        }
    }

    private void Serve(MockServices services) => (_services, _collector) = (services, new StateCollector(services, _ids));
}
