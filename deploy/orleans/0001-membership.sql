-- Where silos on the Orleans runtime find each other. Its AdoNet provider brings no SQL: it reads texts by key from the
-- relation OrleansQuery of its search path, and names parameters and columns. What stands behind these is ours.
create schema orleans;

-- A change of any member makes a version; who changes one names the version that he has seen, so two never change at once.
create table orleans.clusters (
    cluster text primary key,
    version integer not null
);

create table orleans.silos (
    cluster      text not null references orleans.clusters on delete cascade,
    address      text not null,
    port         integer not null,
    generation   integer not null,
    name         text not null,
    host         text not null,
    status       integer not null,
    client_port  integer not null,
    suspected    text,
    started_at   timestamptz not null,
    alive_at     timestamptz not null,
    primary key (cluster, address, port, generation)
);

create function orleans.advance(of_cluster text, seen integer) returns boolean language sql volatile as $$
    with advanced as (update orleans.clusters set version = version + 1 where cluster = of_cluster and version = seen returning 1)
    select exists (select from advanced)
$$;

-- The provider takes whatever stands behind a key for the statement itself. A silo's status is 3 while it takes calls, 6 when it is dead.
create table orleans.orleansquery (querykey text primary key, querytext text not null);
insert into orleans.orleansquery values
('InsertMembershipVersionKey', $$
    with made as (insert into orleans.clusters values (@DeploymentId, 0) on conflict do nothing returning 1)
    select exists (select from made)
$$),
('InsertMembershipKey', $$
    with joined as (
        insert into orleans.silos
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, null, @StartTime, @IAmAliveTime
         where not exists (select from orleans.silos where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
           and orleans.advance(@DeploymentId, @Version)
        returning 1)
    select exists (select from joined)
$$),
('UpdateMembershipKey', $$
    with changed as (
        update orleans.silos set status = @Status, suspected = @SuspectTimes, alive_at = greatest(alive_at, @IAmAliveTime)
         where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
           and orleans.advance(@DeploymentId, @Version)
        returning 1)
    select exists (select from changed)
$$),
('UpdateIAmAlivetimeKey', $$
    update orleans.silos set alive_at = @IAmAliveTime
     where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
('MembershipReadAllKey', $$
    select c.version as "Version", s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName",
           s.host as "HostName", s.status as "Status", s.client_port as "ProxyPort", s.suspected as "SuspectTimes",
           s.started_at as "StartTime", s.alive_at as "IAmAliveTime"
      from orleans.clusters c left join orleans.silos s on s.cluster = c.cluster
     where c.cluster = @DeploymentId
$$),
('MembershipReadRowKey', $$
    select c.version as "Version", s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName",
           s.host as "HostName", s.status as "Status", s.client_port as "ProxyPort", s.suspected as "SuspectTimes",
           s.started_at as "StartTime", s.alive_at as "IAmAliveTime"
      from orleans.clusters c
      left join orleans.silos s on s.cluster = c.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
     where c.cluster = @DeploymentId
$$),
('GatewaysQueryKey', $$
    select address as "Address", client_port as "ProxyPort", generation as "Generation"
      from orleans.silos where cluster = @DeploymentId and status = @Status and client_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
    delete from orleans.clusters where cluster = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
    delete from orleans.silos where cluster = @DeploymentId and status = 6 and greatest(started_at, alive_at) < @IAmAliveTime
$$),
('CleanupDefunctSiloEntryKey', $$
    delete from orleans.silos
     where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation and status = 6
       and started_at = @StartTime and alive_at = @IAmAliveTime and suspected is not distinct from @SuspectTimes
$$);
