namespace PlanisoContract.Mock.State.Stores;

/// <content>What is stored when contracts change.</content>
internal sealed partial class CommitQueue
{
    /// <summary>Stores from now on what another mock holds, whose contracts have taken the place of those before: all of it is new.</summary>
    /// <param name="next">That mock.</param>
    /// <param name="move">Brings over to it what is here.</param>
    public async Task MoveAsync(MockServices next, Action move)
    {
        var before = _services;
        try
        {
            await WriteAsync(() =>
            {
                move();
                _ids.Overrides = -1;
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
